/** Accounts that are no people, by the name or login they commit under, "[bot]" left out. */
const lists = {
  'known dependency bot': `dependabot dependabot-preview renovate renovate-bot greenkeeper
    greenkeeperio-bot snyk-bot snyk-io pyup-bot depfu scala-steward whitesource-bolt mend-bolt
    whitesource-renovate mend-for-github-com dependencies-bot requires-io pyup.io-bot dependabot-bot
    nix-update r-ryantm nixpkgs-upkeep-bot debricked deps-bot`,
  'known AI agent': `claude-code claude-ai copilot github-copilot copilot-swe-agent
    devin-ai devin-ai-integration cursoragent cursor-agent openai-codex chatgpt-codex-connector
    codex-cli google-labs-jules google-jules jules-bot sweep-ai sweep-nightly gemini-code-assist gemini-cli
    google-gemini coderabbitai coderabbit openhands openhands-agent all-hands-bot lovable-dev
    gpt-engineer-app amazon-q-developer qodo-merge-pro codiumai-pr-agent codegen-sh factory-droid
    ellipsis-dev replit-agent aider-bot kilo-code-bot opencode-agent windsurf-bot`,
  'CI account': `github-action github-actions actions-user gitlab-ci circleci circle-ci travis-ci
    travisci jenkins-ci jenkins-bot jenkins-x-bot jenkins-x buildkite buildkite-agent buildbot
    build-server buildserver teamcity azure-pipelines azure-devops appveyor bitbucket-pipelines
    drone-ci drone concourse-ci concourse-bot gocd semaphore-ci codeship bamboo woodpecker-ci
    continuous-integration ci ci-user ci-account ci-robot k8s-ci-robot pre-commit-ci autofix-ci
    vercel netlify netlify-cms gitlab-runner tekton-robot prow-robot openshift-merge-robot`,
  'known release bot': `semantic-release-bot semantic-release release-please github-release
    lerna-bot changeset-bot changesets-bot goreleaser-bot goreleaser release-drafter shipit
    npm-cli-bot electron-roller chromium-autoroll skia-autoroll pub-bot`,
  'translation tool': `weblate hosted-weblate transifex transifex-integration crowdin
    crowdin-bot localazy lokalise lokalise-bot translatewiki.net translatewiki
    l10n-bot-automation pontoon`,
  'known helper bot': `allcontributors all-contributors codecov codecov-commenter codecov-io
    imgbot imgbotapp mergify mergify-io kodiakhq kodiak-bot bors bors-ng homu stale probot
    restyled-io restyled-commits fossabot lgtm-com deepsource-autofix deepsource-io codacy-badger
    codacy-bot codefactor-io sonarcloud houndci-bot danger-bot googlebot google-cla
    microsoft-github-policy-service microsoft-github-operations gitter-badger gitbook-bot netlify-bot
    readme-bot backstage-goalie sourcery-ai step-security-bot stepsecurity-app nextcloud-command
    nodejs-github-bot facebook-github-bot facebook-github-tools rustbot rust-timer rust-highfive
    vs-code-engineering golangcibot golangci-bot`,
  "code host's own account": 'web-flow github-merge-queue gitlab-duo ghost',
} as const

export type KnownBot = keyof typeof lists

/** What sort of bot commits under this name, by its {@link botName}. */
export const knownNames: ReadonlyMap<string, KnownBot> = new Map(
  Object.entries(lists).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name): [string, KnownBot] => [name, kind as KnownBot]),
  ),
)

/** Names of tools that are people's too: they count only beside an address that is no person's. */
export const ambiguousNames: ReadonlyMap<string, KnownBot> = new Map<string, KnownBot>([
  ...['claude', 'devin', 'jules', 'codex', 'cursor', 'gemini', 'sweep', 'aider'].map(
    (name): [string, KnownBot] => [name, 'known AI agent'],
  ),
  ...['travis', 'jenkins', 'hudson', 'bamboo', 'drone'].map((name): [string, KnownBot] => [
    name,
    'CI account',
  ]),
])

/** Addresses under which only a tool commits, whatever name it gives. */
export const knownAddresses: ReadonlyMap<string, KnownBot> = new Map<string, KnownBot>([
  ['noreply@anthropic.com', 'known AI agent'],
  ['claude@anthropic.com', 'known AI agent'],
  ['cursoragent@cursor.com', 'known AI agent'],
  ['agent@cursor.com', 'known AI agent'],
  ['noreply@openai.com', 'known AI agent'],
  ['codex@openai.com', 'known AI agent'],
  ['noreply@aider.chat', 'known AI agent'],
  ['aider@aider.chat', 'known AI agent'],
  ['openhands@all-hands.dev', 'known AI agent'],
  ['devin@cognition.ai', 'known AI agent'],
  ['copilot@github.com', 'known AI agent'],
  ['amp@ampcode.com', 'known AI agent'],
  ['support@dependabot.com', 'known dependency bot'],
  ['support@greenkeeper.io', 'known dependency bot'],
  ['bot@renovateapp.com', 'known dependency bot'],
  ['renovate@whitesourcesoftware.com', 'known dependency bot'],
  ['snyk-bot@snyk.io', 'known dependency bot'],
  ['bot@pyup.io', 'known dependency bot'],
  ['action@github.com', 'CI account'],
  ['actions@github.com', 'CI account'],
  ['github-actions@github.com', 'CI account'],
  ['commits-noreply@bitbucket.org', 'CI account'],
  ['builds@travis-ci.org', 'CI account'],
  ['builds@travis-ci.com', 'CI account'],
  ['travis@travis-ci.org', 'CI account'],
  ['deploy@travis-ci.org', 'CI account'],
  ['hosted@weblate.org', 'translation tool'],
  ['noreply@weblate.org', 'translation tool'],
  ['l10n@weblate.org', 'translation tool'],
  ['support@transifex.com', 'translation tool'],
  ['support+bot@crowdin.com', 'translation tool'],
  ['semantic-release-bot@martynus.net', 'known release bot'],
  ['imgbothelp@gmail.com', 'known helper bot'],
  ['badges@fossa.io', 'known helper bot'],
])
