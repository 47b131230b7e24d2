import { offerCopies } from './copy.ts';
import { watchLeaving } from './leave.ts';
import { watchTimeout } from './timeout.ts';
import { guardUnsent } from './unsent.ts';
import { registerWorker } from './worker.ts';

watchLeaving();
watchTimeout();
guardUnsent();
offerCopies();

// An icon on the home screen can be seen by others: nobody is ever asked to put one there (S-15).
addEventListener('beforeinstallprompt', (event) => event.preventDefault());

document.querySelector<HTMLElement>('[data-errors]')?.focus();
registerWorker();
