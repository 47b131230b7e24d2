import type { Browser } from '@playwright/test';
import { Worker } from '../pages/worker.ts';
import type { Sent, Visitor } from './places.ts';
import type { Prefix } from './routes.ts';

const word = 'lighthouse';
type House = { baseURL?: string; javaScriptEnabled?: boolean };

/** An invitation for somebody new, made by a worker. */
export async function invited(browser: Browser, house: House, name: string): Promise<string> {
	const jo = await Worker.comes(browser, house, 'jo');
	const code = await jo.invites(name, word);
	await jo.leaves();
	return code;
}

/** Every page between the code and the first personal page, each as it comes and as it comes back with an error. The cookie of the last step stays with the visitor. */
export async function startSteps(visitor: Visitor, prefix: Prefix, code: string): Promise<Sent[]> {
	const at = (step: string) => `${prefix}/start${step}`;
	const seen = [await visitor.opens(at('')), await visitor.sends(at(''), { code: '' })];
	await visitor.sends(at(''), { code });
	seen.push(await visitor.opens(at('/word')), await visitor.sends(at('/word'), { word: '' }));
	await visitor.sends(at('/word'), { word });
	seen.push(await visitor.opens(at('/before')), await visitor.opens(at('/name')), await visitor.sends(at('/name'), { signIn: '' }));
	await visitor.sends(at('/name'), { signIn: `quiet copper ${code}` });
	seen.push(await visitor.opens(at('/password')), await visitor.sends(at('/password'), { password: 'short' }));
	await visitor.sends(at('/password'), { password: 'willow basin candle forty' });
	seen.push(await visitor.opens(at('/contact')), await visitor.sends(at('/contact'), { contact: 'x' }));
	return seen;
}
