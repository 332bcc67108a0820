/**
 * The AI agent a commit names as its helper: a human commit stays a human commit, with the agent told.
 *   Co-authored-by: Claude <noreply@anthropic.com>         also -developed-, Assisted-, Generated-by
 *   Generated with [Claude Code](https://claude.ai/code)   a line of its own
 *   Ann Miller (aider)                                     in the author's name
 * First line that names one wins. A name that is a person's too ("Claude", "Devin") tells nothing by
 * itself beside a private address; beside Assisted-by and Generated-by it does.
 */
import { agents } from './agents.js'

const coAuthor =
  /^co-?(?:authored|developed|written|created)-by[ \t]*:[ \t]*([^<\n]{0,120}?)[ \t]*(?:<([^>\n]{0,200})>.*)?$/gim
const helper =
  /^(?:ai-)?(?:assisted|generated|aided|helped|written|created|authored)-(?:by|with)(?:-ai)?[ \t]*:[ \t]*([^<\n]{1,120}?)[ \t]*(?:<([^>\n]{0,200})>.*)?$/gim
const sentence =
  /^[^\p{L}\n]{0,8}(?:generated|created|made|written|implemented|built) (?:with|by|using) (?:the help of )?\[?([\p{L}][\w .-]{1,40}?)(?:\]|\.?[ \t]*$| \()/gimu

/**
 * The agent that a message names, or null.
 * @param names of author and committer, where some agents leave theirs
 */
export function agentOf(message: string, names: readonly string[] = []): string | null {
  const found = [
    ...[...message.matchAll(coAuthor)].map((match) => read(match, false)),
    ...[...message.matchAll(helper)].map((match) => read(match, true)),
    ...[...message.matchAll(sentence)].map((match) => read(match, true)),
  ].filter((agent) => agent !== null)
  const first = found.toSorted((a, b) => a.at - b.at)[0]?.agent
  return first ?? (names.some((name) => /\(aider\)$/.test(name.trim())) ? 'aider' : null)
}

function read(match: RegExpMatchArray, isHelper: boolean): { at: number; agent: string } | null {
  // "Claude:claude-opus-4 coccinelle" names agent, model and tools.
  const name = (match[1] ?? '').trim().split(/:/, 1)[0] ?? ''
  const address = (match[2] ?? '').trim().toLowerCase()
  const agent = agents.find(
    ({ own, also, address: its }) =>
      own.test(name) ||
      (its !== undefined && address !== '' && its.test(address)) ||
      (also?.test(name) && (isHelper || /^(?:no-?reply|bot|agent|ai)@/.test(address))),
  )
  return agent ? { at: match.index ?? 0, agent: agent.name } : null
}
