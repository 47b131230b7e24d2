import { expect, it } from 'vitest';
import { areaOfRoute } from './area.ts';

it.each([
	['/[[lang=lang]]/(console)/console', '/%63onsole', 'console'],
	['/[[lang=lang]]/(console)/console/cases/[id=id]', '/console/cases/1', 'console'],
	['/[[lang=lang]]/(person)/my/updates/[id=id]', '/%6dy/updates/1', 'person'],
	['/[[lang=lang]]/(agency)/agency', '/agenc%79', 'agency'],
	['/[[lang=lang]]/(public)/sign-in/code', '/sign-in/code', 'door'],
	['/[[lang=lang]]/(public)', '/', 'public'],
	['/[[lang=lang]]/(public)/safety', '/safety', 'public'],
	[null, '/my/nothing', 'person']
])('the route decides what a page is, however its address is written: %s at %s', (route, path, area) => {
	expect(areaOfRoute(route, path)).toBe(area);
});
