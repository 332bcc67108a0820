import { describe, expect, test } from 'vitest'
import { botReason } from '../../src/people/bot-rules.js'

const hub = (login: string) => `49699333+${login}@users.noreply.github.com`

describe('a bot', () => {
  test.each([
    ['dependabot[bot]', hub('dependabot[bot]'), 'known dependency bot'],
    ['dependabot-preview[bot]', hub('dependabot-preview[bot]'), 'known dependency bot'],
    ['Renovate Bot', 'bot@renovateapp.com', 'known dependency bot'],
    ['renovate[bot]', hub('renovate[bot]'), 'known dependency bot'],
    ['greenkeeper[bot]', 'support@greenkeeper.io', 'known dependency bot'],
    ['snyk-bot', 'snyk-bot@snyk.io', 'known dependency bot'],
    ['github-actions[bot]', hub('github-actions[bot]'), 'CI account'],
    ['GitHub Actions', 'actions@acme.example', 'CI account'],
    ['GitHub Action', 'action@github.com', 'CI account'],
    ['bitbucket-pipelines', 'commits-noreply@bitbucket.org', 'CI account'],
    ['Travis CI', 'travis@travis-ci.org', 'CI account'],
    ['CircleCI', 'ci@acme.example', 'CI account'],
    ['jenkins', 'jenkins@acme.example', 'CI account'],
    ['Jenkins', 'noreply@acme.example', 'CI account'],
    ['buildkite-agent', 'agents@acme.example', 'CI account'],
    ['pre-commit-ci[bot]', hub('pre-commit-ci[bot]'), 'CI account'],
    ['allcontributors[bot]', hub('allcontributors[bot]'), 'known helper bot'],
    ['codecov[bot]', hub('codecov[bot]'), 'known helper bot'],
    ['ImgBot', 'imgbothelp@gmail.com', 'known helper bot'],
    ['mergify[bot]', hub('mergify[bot]'), 'known helper bot'],
    ['semantic-release-bot', 'semantic-release-bot@martynus.net', 'known release bot'],
    ['Weblate', 'noreply@weblate.org', 'translation tool'],
    ['Hosted Weblate', 'hosted@weblate.org', 'translation tool'],
    ['transifex-integration[bot]', hub('transifex-integration[bot]'), 'translation tool'],
    ['copilot-swe-agent[bot]', hub('copilot-swe-agent[bot]'), 'known AI agent'],
    ['Copilot', hub('Copilot'), 'known AI agent'],
    ['devin-ai-integration[bot]', hub('devin-ai-integration[bot]'), 'known AI agent'],
    ['Cursor Agent', 'cursoragent@cursor.com', 'known AI agent'],
    ['Claude', 'noreply@anthropic.com', 'known AI agent'],
    ['claude[bot]', hub('claude[bot]'), 'known AI agent'],
    ['Codex', 'noreply@openai.com', 'known AI agent'],
    ['google-labs-jules[bot]', hub('google-labs-jules[bot]'), 'known AI agent'],
    ['sweep-ai[bot]', hub('sweep-ai[bot]'), 'known AI agent'],
    ['gemini-code-assist[bot]', hub('gemini-code-assist[bot]'), 'known AI agent'],
    ['coderabbitai[bot]', hub('coderabbitai[bot]'), 'known AI agent'],
    ['GitHub', 'noreply@github.com', "code host's own account"],
    ['acme-release[bot]', hub('acme-release[bot]'), 'name ends in [bot]'],
    ['Release helper', hub('acme-release[bot]'), 'name ends in [bot]'],
    ['Deploy token', 'project_123_bot@noreply.gitlab.acme.example', 'access token of GitLab'],
    ['group_7_bot_4f2a', 'group_7_bot_4f2a@noreply.gitlab.com', 'access token of GitLab'],
    ['acme-bot', 'dev@acme.example', 'name ends in bot'],
    ['acme_bot', 'dev@acme.example', 'name ends in bot'],
    ['ReleaseBot', 'dev@acme.example', 'name ends in bot'],
    ['merge-robot', 'dev@acme.example', 'name ends in bot'],
    ['Release Bot', 'dev@acme.example', 'name ends in bot'],
    ['Acme Bot', 'acme-bot@acme.example', 'name ends in bot'],
  ])('is %s <%s>: %s', (name, email, reason) => {
    expect(botReason(name, email)).toBe(reason)
  })
})

describe('a person', () => {
  test.each([
    ['Ann Abbott', 'abbott@acme.example'],
    ['Abbot', 'abbot@acme.example'],
    ['Tom Robotham', 'robotham@acme.example'],
    ['talbot', 'talbot@acme.example'],
    ['Eve Talbot', 'eve.talbot@acme.example'],
    ['Martin Bott', 'bott@acme.example'],
    ['Ben Bot', 'ben.bot@acme.example'],
    ['Anna Smit-Bot', 'anna@acme.example'],
    ['Claude Shannon', 'claude@shannon.example'],
    ['Claude', 'claude@orange.example'],
    ['Devin Booker', 'devin@booker.example'],
    ['Devin', hub('devin')],
    ['Jules', 'jules@verne.example'],
    ['Travis', 'tbickle@acme.example'],
    ['Bob Jenkins', 'jenkins@acme.example'],
    ['Carla Ivanova', 'ci@acme.example'],
    ['Jane Doe', 'noreply@github.com'],
    ['Robot Chicken', 'rc@acme.example'],
    ['', ''],
    ['张伟', 'zhang@acme.example'],
  ])('is %s <%s>', (name, email) => {
    expect(botReason(name, email)).toBeNull()
  })
})
