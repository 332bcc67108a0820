import { bitbucket } from './bitbucket.js'
import { github } from './github.js'
import { gitlab } from './gitlab.js'
import type { HostKind, HostType } from './host-type.js'

/** Every kind of code host that is read from: adding one means one entry, and its file. */
export const hosts: Readonly<Record<HostKind, HostType>> = { github, gitlab, bitbucket }
