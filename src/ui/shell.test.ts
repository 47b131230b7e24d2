import { render } from 'svelte/server';
import { createRawSnippet } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { Hub, LanguageLink, ShellWords } from './kit.ts';
import PageShell from './PageShell.svelte';
import TimeoutWarning from './TimeoutWarning.svelte';

const words: ShellWords = {
	skip: 'Skip',
	leave: 'Leave now',
	leaveRegion: 'Leave',
	leaveFirst: 'Leave this site now',
	shiftTwice: 'twice',
	shiftOnce: 'once',
	shiftExpired: 'still here',
	leaving: 'Loading',
	languages: 'Language',
	moreLanguages: 'More languages',
	callUs: 'Call us:',
	relay: 'Relay UK:',
	otherLanguages: 'In another language:',
	danger: 'In danger now?',
	call999: 'Call 999'
};
const hub: Hub = { name: 'Humber Care Team', home: '/cy', phone: '0808 157 0000', hours: 'Monday to Friday' };
const languages: LanguageLink[] = [
	{ lang: 'en', dir: 'ltr', name: 'English', href: '/', isCurrent: true, isFirst: true },
	{ lang: 'ar', dir: 'rtl', name: 'العربية', href: '/ar', isCurrent: false, isFirst: true }
];
const children = createRawSnippet(() => ({ render: () => '<h1>Update</h1>' }));
const page = (isPrivate = false) => render(PageShell, { props: { hub, words, languages, isPrivate, children } }).body;
const links = (html: string) => [...html.matchAll(/<a ([^>]*)>/g)].map(([, attributes = '']) => attributes);

describe('the shell of every page', () => {
	test('S-05: the first thing to reach by keyboard leaves the site', () => {
		expect(links(page())[0]).toContain('href="/leave"');
	});

	test('S-02: every way out is a plain link that tells the next site nothing', () => {
		const ways = links(page()).filter((link) => link.includes('data-leave'));
		expect(ways).toHaveLength(2);
		for (const way of ways) expect(way).toMatch(/href="\/leave".*rel="nofollow noreferrer"/);
	});

	test('the skip link comes next and leads to the main content', () => {
		expect(links(page())[1]).toContain('href="#main"');
		expect(page()).toMatch(/<main id="main"[^>]*tabindex="-1"/);
	});

	test('each language is named in itself, with its direction', () => {
		expect(page()).toMatch(/<a lang="ar" dir="rtl" hreflang="ar" href="\/ar">العربية<\/a>/);
		expect(page()).toMatch(/<span lang="en"[^>]*aria-current="true">English/);
	});

	test('S-33: a person to call is on every page, by number and by 999', () => {
		expect(page()).toContain('href="tel:08081570000"');
		expect(page()).toContain('href="tel:999"');
	});

	test('S-04: only a page about a person is marked to be blanked', () => {
		expect(page(true)).toContain('data-private');
		expect(page(false)).not.toContain('data-private');
	});
});

test('S-01: the timeout warning waits hidden, holds a way out and works as a form without script', () => {
	const text = { title: 'Soon', text: 'In 2 minutes', stay: 'Stay', failed: 'Failed', leave: 'Leave now' };
	const { body } = render(TimeoutWarning, { props: { words: text, idleSeconds: 900 } });
	expect(body).toMatch(/role="alertdialog"[^>]*hidden/);
	expect(body).toMatch(/<form method="post" action="\/my\/stay"/);
	expect(body).toContain('data-leave');
	expect(body).not.toContain('aria-modal');
});
