/** An AI agent as it signs commits. */
export interface Agent {
  name: string
  /** Names that are no person's. */
  own: RegExp
  /** Names that are, alone. */
  also?: RegExp
  /** Addresses under which the agent signs. */
  address?: RegExp
}

const model = String.raw`(?:[ -]?(?:v?\d[\w.]*|opus|sonnet|haiku|pro|flash|mini|preview|latest))`
const word = (text: string) => new RegExp(`^(?:${text})$`, 'i')

/** Agents that leave a trailer or a line, in the order they are asked for. */
export const agents: readonly Agent[] = [
  {
    name: 'Claude',
    own: word(
      `claude[ -]code(?: .*)?|claude[ -]?ai|claude(?:${model})+|claude-[\\w.-]+|claude\\[bot\\]`,
    ),
    also: word('claude'),
    address: /@(?:[\w-]+\.)*anthropic\.com$/,
  },
  {
    name: 'Copilot',
    own: word('(?:github )?copilot(?: .*)?|copilot-swe-agent(?:\\[bot\\])?|copilot\\[bot\\]'),
    address: /^copilot@github\.com$|^(?:\d+\+)?copilot(?:-swe-agent)?(?:\[bot\])?@users\.noreply/,
  },
  {
    name: 'Cursor',
    own: word('cursor[ -]?agent|cursor(?: ai)?|cursor\\[bot\\]|composer'),
    address: /^\S+@cursor\.(?:com|sh)$/,
  },
  {
    name: 'Codex',
    own: word(
      `(?:openai )?codex[ -](?:cli|agent|bot)|openai[ -]codex|gpt(?:${model})+(?:-codex)?|chatgpt.*|codex(?:${model})+|codex\\[bot\\]`,
    ),
    also: word('codex'),
    address: /@(?:[\w-]+\.)*openai\.com$/,
  },
  {
    name: 'Devin',
    own: word('devin[ -]ai(?:-integration)?(?:\\[bot\\])?'),
    also: word('devin'),
    address: /devin-ai-integration|@(?:cognition(?:-labs)?\.(?:ai|com)|devin\.ai)$/,
  },
  {
    name: 'Gemini',
    own: word(
      `gemini[ -](?:cli|code[ -]assist|ai)(?:\\[bot\\])?|google[ -]gemini|gemini(?:${model})+`,
    ),
    also: word('gemini'),
    address: /^gemini[\w.-]*@google\.com$|gemini-(?:cli|code-assist)/,
  },
  {
    name: 'aider',
    own: /^aider(?: \(.*\))?$|\(aider(?: .*)?\)$/i,
    address: /@aider\.chat$/,
  },
  {
    name: 'Jules',
    own: word('google[ -](?:labs[ -])?jules(?:\\[bot\\])?'),
    also: word('jules'),
    address: /google-labs-jules/,
  },
  {
    name: 'OpenHands',
    own: word('open-?hands(?:[ -]agent)?'),
    address: /@(?:all-hands|openhands)\.dev$/,
  },
  {
    name: 'Amp',
    own: word('sourcegraph amp|amp(?:code)?[ -]agent'),
    also: word('amp'),
    address: /@ampcode\.com$/,
  },
  {
    name: 'Windsurf',
    own: word('windsurf(?: .*)?|codeium(?: .*)?'),
    address: /@(?:windsurf|codeium)\.com$/,
  },
  {
    name: 'Sweep',
    own: word('sweep[ -](?:ai|nightly)(?:\\[bot\\])?'),
    also: word('sweep'),
    address: /@sweep\.dev$/,
  },
  {
    name: 'Amazon Q',
    own: word('amazon[ -]q(?: .*|-developer.*)?'),
    address: /amazon-q-developer/,
  },
  { name: 'CodeRabbit', own: word('coderabbit(?:ai)?(?:\\[bot\\])?'), address: /coderabbitai/ },
  {
    name: 'Junie',
    own: word('jetbrains junie|junie(?:-agent| ai)'),
    also: word('junie'),
    address: /^junie@jetbrains\.com$/,
  },
  {
    name: 'Kiro',
    own: word('kiro[ -]agent|amazon kiro'),
    also: word('kiro'),
    address: /@kiro\.dev$/,
  },
  {
    name: 'opencode',
    own: word('opencode(?:[ -]agent)?(?:\\[bot\\])?'),
    address: /@opencode\.ai$/,
  },
  { name: 'Replit', own: word('replit[ -]agent'), also: word('replit'), address: /@replit\.com$/ },
  {
    name: 'Cline',
    own: word('cline(?:[ -]bot| ai)'),
    also: word('cline'),
    address: /@cline\.bot$/,
  },
]
