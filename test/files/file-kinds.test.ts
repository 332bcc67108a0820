import { describe, expect, it } from 'vitest'
import { factsOf } from '../../src/files/file-kinds.js'

describe('factsOf', () => {
  it.each([
    ['src/index.ts', 'code', 'TypeScript'],
    ['src/App.TSX', 'code', 'TypeScript'],
    ['lib/application.js', 'code', 'JavaScript'],
    ['src/Latest.java', 'code', 'Java'],
    ['src/testing.py', 'code', 'Python'],
    ['contest/run.rb', 'code', 'Ruby'],
    ['bin/tool', 'code', null],
    ['docs/site/theme.js', 'code', 'JavaScript'],
    ['node_modules/a/test/b.test.js', 'vendored', 'JavaScript'],
    ['app/vendor/jquery.js', 'vendored', 'JavaScript'],
    ['public/jquery-3.6.0.min.js', 'vendored', 'JavaScript'],
    ['gradle/wrapper/gradle-wrapper.properties', 'vendored', 'INI'],
    ['package-lock.json', 'generated', 'JSON'],
    ['web/yarn.lock', 'generated', 'YAML'],
    ['go.sum', 'generated', null],
    ['dist/app.min.js', 'generated', 'JavaScript'],
    ['api/user.pb.go', 'generated', 'Go'],
    ['test/__snapshots__/a.snap', 'generated', null],
    ['test/app.js', 'test', 'JavaScript'],
    ['src/a.spec.ts', 'test', 'TypeScript'],
    ['pkg/server_test.go', 'test', 'Go'],
    ['tests/README.md', 'test', 'Markdown'],
    ['src/UserServiceTest.java', 'test', 'Java'],
    ['src/UserTests.cs', 'test', 'C#'],
    ['test_app.py', 'test', 'Python'],
    ['spec/models/user_spec.rb', 'test', 'Ruby'],
    ['src/conftest.py', 'test', 'Python'],
    ['e2e/login.ts', 'test', 'TypeScript'],
    ['README.md', 'docs', 'Markdown'],
    ['docs/guide.rst', 'docs', 'RST'],
    ['LICENSE', 'docs', 'Text'],
    ['LICENSE-MIT', 'docs', null],
    ['README.es.md', 'docs', 'Markdown'],
    ['src/history.ex', 'code', 'Elixir'],
    ['git.spec.in', 'code', null],
    ['t/t0001-init.sh', 'test', 'Shell'],
    ['deps/lua/src/lua.c', 'vendored', 'C'],
    ['package.json', 'config', 'JSON'],
    ['Dockerfile', 'config', 'Dockerfile'],
    ['requirements.txt', 'config', 'Text'],
    ['CMakeLists.txt', 'config', 'CMake'],
    ['.github/workflows/ci.yml', 'config', 'YAML'],
    ['vite.config.ts', 'config', 'TypeScript'],
    ['.eslintrc', 'config', 'JSON'],
    ['config/settings.yml', 'config', 'YAML'],
    ['locales/en.json', 'data', 'JSON'],
    ['public/logo.svg', 'data', 'SVG'],
    ['fixtures.csv', 'data', 'CSV'],
    ['assets/logo.png', 'data', null],
  ])('%s is %s in %s', (path, kind, language) => {
    expect(factsOf(path)).toMatchObject({ kind, language })
  })

  it.each([
    ['test/a.js', 'test'],
    ['docs/a.md', 'docs'],
    ['.github/workflows/ci.yml', 'ci'],
    ['Makefile', 'build'],
    ['tsconfig.json', null],
    ['src/a.js', null],
  ])('%s has the role %s', (path, role) => {
    expect(factsOf(path).role).toBe(role)
  })
})
