-- On which day a letter that a worker printed was put into the post: said by the worker, today or some days back, so that the contact log is true about it (P9).
alter table notice add column posted_on date check (posted_on is null or channel = 'post');
grant update (posted_on) on notice to waymark_console;
