import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';

test('Daniel, who told no police, sees what he can have all the same', async ({ page }) => {
	const daniel = new Person(page, 'daniel');
	const { t } = daniel.words;

	await daniel.signsIn();
	await daniel.reads(
		'You have not told the police',
		'You do not have to. You decide, and you can change your mind at any time.',
		'Sam Idris'
	);
	for (const right of [1, 4, 12]) await daniel.reads(t(`rights.${right}.what`));
	await expect(daniel.main.getByRole('link', { name: '0808 157 0000' }).first()).toHaveAttribute('href', 'tel:08081570000');
	await daniel.opens('my.see');

	await test.step('no number that is not there, no date that does not run, no gap that is nobody’s', async () => {
		await daniel.reads('You have not told the police about this. You do not have to.', t('updates.next.not_reported'));
		for (const heading of ['updates.references.heading', 'clocks.heading', 'updates.nottold.heading', 'updates.sofar.heading'])
			await expect(daniel.main.getByRole('heading', { name: t(heading), exact: true })).toHaveCount(0);
		await daniel.doesNotRead(/we do not know/i, /not (yet )?given|no reference/i);
		await daniel.reads('You do not need to tell the police to have these rights.');
		await expect(daniel.main.locator('details strong')).toHaveText([1, 4, 12].map((number) => new RegExp(`^Right ${number}\\.`)));
	});

	await test.step('all rights, and which are his today', async () => {
		await daniel.presses('link', 'updates.rights.all');
		await daniel.sees(t('rights.heading'));
		for (const number of [1, 4, 12])
			await expect(daniel.main.getByRole('region', { name: `Right ${number}`, exact: true })).toContainText(t('rights.applies'));
		await expect(daniel.main.getByText(t('rights.applies'), { exact: true })).toHaveCount(3);
		await daniel.presses('link', 'shell.back.my');
		await daniel.opens('my.see');
	});

	await test.step('he asks us', async () => {
		await daniel.presses('button', 'updates.who.ask');
		await daniel.sees('Your updates');
		expect(await daniel.under('updates.who.heading')).toMatch(
			/Sam Idris, Care Team.*We have asked\. We will answer by Friday, 12 June 2026\./
		);
	});
	await daniel.asksForHelpWith('complaint', '2026-06-12');
	await daniel.signsOut();
});
