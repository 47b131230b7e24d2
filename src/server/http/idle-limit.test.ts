import { expect, it } from 'vitest';
import { tabName, withIdleLimit, type IdleLimit } from './idle-limit.ts';

const limit: IdleLimit = {
	seconds: 900,
	who: 'abc',
	still: '/my/still?to=%2Fmy',
	ended: '/sign-in',
	note: 'You have 15 minutes & no "more".'
};
const page = (inside = '', before = '') =>
	`<html><head>%still%</head><body>${before}<main id="main" class="wrap">${inside}</main><div data-timeout="%idle%" data-who="%who%"></div></body></html>`;
const refresh = (html: string) => /<noscript><meta http-equiv="refresh" content="([^"]*)" \/><\/noscript><\/head>/.exec(html)?.[1];

it('WCAG 2.2.1: without script a page that is only read asks two minutes before the end, whatever the person chose', () => {
	for (const minutes of [5, 10, 15, 30])
		expect(refresh(withIdleLimit(page('<p>Read</p>'), { ...limit, seconds: minutes * 60 }))).toBe(
			`${minutes * 60 - 120};url=/my/still?to=%2Fmy`
		);
});

it('close to the end there is nothing to ask any more: the page goes to the door when it has come', () => {
	expect(refresh(withIdleLimit(page(), { ...limit, seconds: 140 }))).toBe('20;url=/my/still?to=%2Fmy');
	expect(refresh(withIdleLimit(page(), { ...limit, seconds: 139 }))).toBe('140;url=/sign-in');
	expect(refresh(withIdleLimit(page(), { ...limit, seconds: 0 }))).toBe('1;url=/sign-in');
});

it.each([
	'<textarea name="x"></textarea>',
	'<input class="a" name="x" type="text" />',
	'<input type="password" name="x" />',
	'<input id="q" type="search" />'
])('a page where somebody writes into %s is never taken from under their hands: it says how long they have', (field) => {
	const html = withIdleLimit(page(`<form>${field}</form>`), limit);
	expect(html).not.toContain('refresh');
	expect(html).toContain(
		'<main id="main" class="wrap"><noscript><p class="meta">You have 15 minutes &amp; no &quot;more&quot;.</p></noscript><form>'
	);
});

it('buttons, choices and what stands outside of the page itself are no writing', () => {
	for (const field of ['<input type="hidden" name="x" />', '<input type="radio" />', '<button type="submit">Save</button>'])
		expect(refresh(withIdleLimit(page(field), limit))).toBe('780;url=/my/still?to=%2Fmy');
	expect(refresh(withIdleLimit(page('', '<header><input type="search" /></header>'), limit))).toBe('780;url=/my/still?to=%2Fmy');
});

it('the script is told the account’s own time and name; where nobody is signed in, none', () => {
	expect(withIdleLimit(page(), { ...limit, seconds: 300 })).toContain('<div data-timeout="300" data-who="abc">');
	const nobody = withIdleLimit(page(), null);
	expect(nobody).toContain('<div data-timeout="900" data-who="">');
	expect(nobody).not.toMatch(/%|refresh|noscript/);
});

it('the name of an account for its tabs is its own and says nothing', () => {
	expect(tabName('one')).toMatch(/^[\w-]{16}$/);
	expect(tabName('one')).not.toBe(tabName('two'));
	expect(tabName('one')).toBe(tabName('one'));
});
