import { HostFault, type HostFaultKind } from '../code-hosts/host-fault.js'

/** A fault as pages say it: what happened, what it means for the numbers, and what to do. */
export interface ToldHostFault {
  code: string
  title: string
  advice: string
}

const stay = 'The numbers stay as they were read last.'

const words: Record<HostFaultKind, (host: string) => [title: string, advice: string]> = {
  auth: (host) => [
    `${host} refuses the token.`,
    `It has expired, was revoked or was replaced. ${stay} Make a new one and replace it under Settings, Connections.`,
  ],
  forbidden: (host) => [
    `${host} does not let this token do what is asked of it.`,
    `${stay} Give the token what its connection lists as missing, or replace it by one that has it.`,
  ],
  'not-found': (host) => [
    `${host} knows no such thing, or does not show it to this token.`,
    `${stay} Check what the token reaches.`,
  ],
  'rate-limit': (host) => [
    `The token’s allowance at ${host} is used up for now.`,
    `${stay} Reading goes on by itself as soon as ${host} gives more.`,
  ],
  'blocked-origin': (host) => [
    `${host} led to an address that is not read from here.`,
    `${stay} Check the address of the host; whoever runs Codevisto can allow it.`,
  ],
  'too-large': (host) => [
    `${host} sent more than is taken at once.`,
    `${stay} Try again; if it happens again, tell whoever runs Codevisto.`,
  ],
  network: (host) => [
    `${host} cannot be reached, or did not answer in time.`,
    `${stay} It is tried again by itself.`,
  ],
  server: (host) => [
    `${host} says that it is out of order.`,
    `${stay} It is tried again by itself; its status page may say more.`,
  ],
  contract: (host) => [
    `${host} answered in a way that Codevisto does not understand.`,
    `${stay} If it happens again, tell whoever runs Codevisto: the host may have changed.`,
  ],
}

/**
 * What is told of a fault of a host, in our own words.
 * @param host as it writes itself: "GitHub"
 */
export function hostFaultWords(fault: HostFault, host: string): ToldHostFault {
  const [title, advice] = words[fault.kind](host)
  const named = fault.permission ? ` ${host} names the permission: ${fault.permission}.` : ''
  return { code: fault.kind, title, advice: `${advice}${named}` }
}

const atOnce: Partial<Record<HostFaultKind, (host: string) => string>> = {
  auth: (host) =>
    `${host} refuses this token. Copy it once more, all of it; it may also have expired or been revoked.`,
  forbidden: (host) =>
    `${host} knows this token and does not let it read. Give it the permissions named on the left.`,
  'rate-limit': (host) =>
    `This token’s allowance at ${host} is used up for now. Try again later, or use another token.`,
}

/** Why a token that was just pasted was not taken, and what to do: nothing is stored yet. */
export function tokenRefusal(fault: HostFault, host: string): string {
  const words = atOnce[fault.kind]
  if (words) return `${words(host)} Nothing was stored.`
  const { title } = hostFaultWords(fault, host)
  return `${title} Check the address, and try again in a minute. Nothing was stored.`
}

/** Whether a fault lies with the token itself, so that asking again does not help. */
export const isOfToken = (error: unknown): error is HostFault =>
  error instanceof HostFault && (error.kind === 'auth' || error.kind === 'forbidden')
