// What the bench of the notices runs of the house, as one piece: its words are found by vite.
export { askGate, handlers } from '../../src/jobs.ts';
export { sendNotices } from '../../src/features/notices/server/send-notices.ts';
export { drainOutbox } from '../../src/server/outbox/drain.ts';
