/** Texts that students could bring: in a value, in a message, as the name of their folder. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></textarea><!-- ]]> -->',
  '&lt;b&gt; &amp; javascript:alert(1)',
  '=cmd|calc!A1',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\tTAB=1',
  'a,b;"c"\nd\re',
  '..\\..\\etc',
  '..',
  '-rf',
  '$(touch x) `touch x` ${x} %PATH%',
  '\u202Egpj.exe\u202C',
  'ñandú 日本語 🦤',
  'nul\u0000 bell\u0007 esc\u001b[31m \ufffe',
  `${String.fromCharCode(0xd800)} alone`,
  'x'.repeat(250),
];

/** Those of them that a folder may be called on this system. */
export const HOSTILE_NAMES: readonly string[] = HOSTILE.filter(
  (text) =>
    !/[/\0]|\p{Surrogate}/u.test(text) && text !== '..' && (process.platform !== 'win32' || /^[\w-]+$/.test(text)),
);
