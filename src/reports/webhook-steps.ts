import type { HostKind } from '../code-hosts/host-type.js'

/** What is clicked on each host, in its own words, so that it tells of changes at once. */
export const webhookSteps: Record<HostKind, string[]> = {
  github: [
    'Open the organisation’s (or one repository’s) Settings, Webhooks, and press Add webhook.',
    'Payload URL: the address above. Content type: application/json. Secret: the secret above.',
    'Choose “Let me select individual events”: Pull requests, Pull request reviews, Pull request review comments, Issue comments, Pushes, Repositories.',
    'Leave it active and press Add webhook.',
  ],
  gitlab: [
    'Open the group’s (or one project’s) Settings, Webhooks, and press Add new webhook.',
    'URL: the address above. Secret token: the secret above.',
    'Tick Push events, Merge request events and Comments.',
    'Leave SSL verification on and press Add webhook.',
  ],
  bitbucket: [
    'Open a repository’s Repository settings, Webhooks, and press Add webhook.',
    'URL: the address above. Secret: the secret above. Status: active.',
    'Choose from a full list of triggers: Repository push, and all of Pull request.',
    'Press Save, and do the same for the other repositories.',
  ],
}
