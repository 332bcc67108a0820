/** Names whose values are secrets, wherever they stand: keys, headers, parameters of an address. */
const names = [
  ...['[\\w-]*password\\w*', '[\\w-]*secret', '[\\w-]*token', '(?:proxy-)?authorization'],
  ...['(?:set-)?cookie', '_csrf', '[\\w-]*api[_-]?key', 'master_keys?\\w*'],
].join('|')

/** Each kind of secret in text, and what stands there instead. */
const kinds: [RegExp, string][] = [
  // Credentials in an address: the password may hold "@" and ":".
  [/(\/\/)[^/\s:@"]*:[^/\s"]+@/g, '$1[secret]@'],
  // {"token":"…"}, at any depth, and where it was written as text within text: \\"token\\":\\"…\\".
  [
    new RegExp(`((\\\\*["'])(?:${names})\\2\\s*:\\s*\\2)(?:(?!\\2)(?:\\\\.|[^\\\\]))+`, 'gi'),
    '$1[secret]',
  ],
  // A header as text. What follows its name is a secret up to the end of the line.
  [
    /\b((?:proxy-)?authorization|private-token|(?:set-)?cookie|x-csrf-token)(: ?)[^"'\\\r\n]+/gi,
    '$1$2[secret]',
  ],
  // ?token=… of an address.
  [new RegExp(`([?&](?:${names}|key|signature)=)[^&\\s"'\\\\#]+`, 'gi'), '$1[secret]'],
  // Tokens by the prefixes that hosts give them, and signed ones.
  [
    /\b(?:gh[pousr]_|github_pat_|gl[a-z]{2,5}-|ATBB|ATCTT|ATATT)[\w-]{8,}|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
    '[secret]',
  ],
  [/\b(?:Bearer|Basic) [\w+/=.~-]{8,}/g, '[secret]'],
  // A mailed link's token or a webhook's key: 32 random bytes in the path of an address.
  [/\/(?![0-9a-f]+\b)[\w-]{43}(?![\w-])/g, '/[secret]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END)[^"])*/g, '[secret]'],
]

/** Takes secrets out of a text, whatever put them there: the last thing that happens to a line. */
export const withoutSecrets = (line: string): string =>
  kinds.reduce((text, [kind, instead]) => text.replace(kind, instead), line)
