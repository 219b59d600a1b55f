// Lint: only what finds faults; layout is prettier's. test/architecture/lint.test.ts sees our own rules refuse.
import tseslint from 'typescript-eslint';

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read and checked in config.ts alone; take them as an argument.',
};
const IMPURE = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'core/ has no clock: time comes in with the command.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'core/ has no clock: time comes in with the command.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'core/ has no clock: time comes in with the command.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'core/ has no randomness: ids come in with the command.',
  },
  { selector: "MemberExpression[object.name='performance']", message: 'core/ has no clock.' },
  {
    selector: "MemberExpression[object.name='crypto']",
    message: 'core/ has no randomness and no packages: take a function as an argument.',
  },
  { selector: "Identifier[name='globalThis']", message: 'core/ takes what it needs as an argument.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', '.lianban/', 'coverage/', 'test-output/', 'dist/', 'web/api/schema.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      eqeqeq: 'error',
      'no-debugger': 'error',
      'no-restricted-syntax': ['error', ENVIRONMENT],
    },
  },
  { files: ['core/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ENVIRONMENT, ...IMPURE] } },
  // config.ts is the reader; embedded/environment.ts says where the machine's programs are; tests and benchmarks are no product.
  {
    files: ['config.ts', 'embedded/environment.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
