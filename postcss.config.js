import { brand } from './src/styles/brand.ts';
import { logical } from './src/styles/logical.ts';

export default { plugins: [brand(), logical()] };
