import { victimsCode } from '#features/cases/domain/clock-code.ts';
import { publicPage } from '#server/http/guard.ts';

const rights = victimsCode.rights.map(({ number }) => ({ number, titleKey: `rights.${number}.title`, whatKey: `rights.${number}.what` }));

export const load = publicPage(() => ({ rights, inForceFrom: victimsCode.inForceFrom }));
