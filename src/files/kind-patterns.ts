/**
 * How paths of each kind look, for `file-kinds.ts`. `folder` is any folder on the way, `name` the
 * file's own name; all in lower case. After github-linguist's lists of vendored and generated
 * paths, without those that name people's own work in many repositories (dist/, tools/, *.d.ts).
 */
export interface KindPattern {
  folder?: RegExp
  name?: RegExp
  path?: RegExp
}

export const vendored: KindPattern = {
  folder:
    /^(node_modules|bower_components|jspm_packages|vendor|vendors|vendored|third[-_]?party|3rd[-_]?party|thirdparty|externals?|godeps|carthage|pods|\.yarn|site-packages|virtualenv|\.?venv|extern|ace-builds|mathjax|extjs|tiny_mce|ckeditor)$/,
  name: /^(jquery([.-][\w.-]*)?\.js|bootstrap[^/]*\.(js|css|less|scss)|font-?awesome[^/]*\.css|normalize\.css|modernizr[^/]*\.js|prototype\.js|mootools[^/]*\.js|html5shiv[^/]*\.js|gradlew(\.bat)?|mvnw(\.cmd)?|config\.(guess|sub)|libtool\.m4|aclocal\.m4|d3(\.v\d+)?\.js|backbone\.js|underscore\.js|lodash\.js|angular[^/]*\.js|knockout-[\d.]+\.js|cpplint\.py)$/,
  path: /^deps\/|(^|\/)(gradle\/wrapper|\.mvn\/wrapper|docs?\/_?(build|themes?|static))\//,
}

export const generated: KindPattern = {
  folder: /^(__generated__|generated|_generated|\.next|\.nuxt|__snapshots__|coverage)$/,
  name: /(^(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|gemfile\.lock|cargo\.lock|poetry\.lock|pdm\.lock|uv\.lock|pipfile\.lock|podfile\.lock|go\.sum|go\.work\.sum|flake\.lock|mix\.lock|pubspec\.lock|packages\.lock\.json|package\.resolved|deno\.lock|gradle\.lockfile|\.terraform\.lock\.hcl|conan\.lock|project\.lock\.json|paket\.lock)$)|[.-]min\.(js|css|mjs)$|\.(js|css|mjs)\.map$|\.snap$|\.pb\.(go|cc|h|swift)$|_pb2(_grpc)?\.pyi?$|_pb\.(js|ts|d\.ts)$|\.g\.dart$|\.freezed\.dart$|\.designer\.(cs|vb)$|\.generated\.\w+$|\.gen\.(go|ts|js)$|\.bundle\.js$|^zz_generated[^/]*\.go$|\.tsbuildinfo$/,
}

export const test: KindPattern = {
  folder:
    /^(tests?|t|__tests__|__mocks__|__fixtures__|specs?|e2e|cypress|testing|testdata|test-?fixtures|test-?helpers|fixtures|androidtest|integrationtest|test_data|test_helper|unittests?|[a-z0-9_]+[.-]tests?)$/,
  name: /(^(test_[^/]*\.py|conftest\.py|tests?\.(js|mjs|cjs|ts|tsx|jsx|py|rb|go|php|exs?)|spec_helper\.rb|test_helper\.(rb|exs)|phpunit\.xml(\.dist)?|(jest|vitest|playwright|cypress|karma)[.\w-]*\.config\.[cm]?[jt]s|karma\.conf\.js)$)|[._-](test|spec|e2e|cy|tests|specs)\.(?!in$)[a-z0-9]+$|_test\.(go|py|rb|exs|c|cc|cpp|dart|clj|cljs|lua|php|rs)$|_tests?\.(py|rs|cpp|cc)$|_spec\.(rb|lua|cr)$/,
}

/** By the case of the name: `UserTest.java` is a test, `latest.java` is not. */
export const camelCaseTest =
  /(^|\/)(\w*(Test|Tests|TestCase|Spec|IT)|Test[A-Z]\w*)\.(java|kt|kts|scala|groovy|cs|fs|vb|swift|php|m|mm|cpp|cc|dart)$/

export const docs: KindPattern = {
  folder: /^(docs?|documentation|manual|man|javadoc|apidocs)$/,
  name: /(^(readme|changelog|changes|history|news|license|licence|copying|contributing|authors|contributors|maintainers|code_of_conduct|security|notice|todo|upgrading|upgrade|roadmap|governance|support|faq|install|credits|codeowners)(\.(md|mdx|markdown|rst|txt|adoc|html|org|rdoc|textile)|[._-](mit|apache|bsd|gpl|lgpl|mpl)[\w.-]*)?$)|\.(md|mdx|markdown|mkd|rst|adoc|asciidoc|txt|text|tex|pod|1|rdoc|textile|org)$/,
}

/** Names that look like docs or stand among them and are not: a documentation site has code. */
export const notDocs =
  /^(cmakelists|requirements[^/]*|robots|constraints)\.txt$|\.(js|jsx|ts|tsx|mjs|cjs|py|rb|go|rs|java|kt|c|cc|cpp|h|hpp|cs|php|swift|vue|svelte|css|scss|less|sh)$/

export const ci: KindPattern = {
  folder: /^(\.github|\.gitlab|\.circleci|\.buildkite|\.woodpecker|\.teamcity|\.ci|\.travis)$/,
  name: /^(\.travis\.ya?ml|\.gitlab-ci\.ya?ml|appveyor\.ya?ml|\.appveyor\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|jenkinsfile|\.drone\.ya?ml|cloudbuild\.ya?ml|codecov\.ya?ml|\.codecov\.ya?ml|\.cirrus\.ya?ml|buildspec\.ya?ml|circle\.ya?ml|dependabot\.ya?ml|renovate\.json5?|\.renovaterc)$/,
}

export const build: KindPattern = {
  name: /^(makefile|gnumakefile|[^/]*\.mk|cmakelists\.txt|[^/]*\.cmake|dockerfile[^/]*|[^/]*\.dockerfile|docker-compose[^/]*\.ya?ml|compose\.ya?ml|procfile|package\.json|lerna\.json|nx\.json|turbo\.json|rush\.json|pnpm-workspace\.yaml|pom\.xml|[^/]*\.gradle(\.kts)?|gradle\.properties|build\.xml|build\.sbt|cargo\.toml|go\.mod|go\.work|gemfile|rakefile|[^/]*\.gemspec|podfile|package\.swift|setup\.(py|cfg)|pyproject\.toml|requirements[^/]*\.txt|pipfile|tox\.ini|noxfile\.py|manifest\.in|composer\.json|mix\.exs|[^/]*\.(csproj|vbproj|fsproj|sln|props|targets|nuspec)|build(\.bazel)?|workspace(\.bazel)?|meson\.build|configure\.(ac|in)|(webpack|rollup|vite|esbuild|babel|metro|gulpfile|gruntfile|tsup)[.\w-]*\.([cm]?[jt]s|json)|\.babelrc|pubspec\.yaml)$/,
}

export const config: KindPattern = {
  folder:
    /^(\.vscode|\.idea|\.husky|\.devcontainer|\.config|\.storybook|k8s|kubernetes|helm|terraform|ansible)$/,
  name: /(^(\.[a-z][^/]*|[^/]*\.config\.[cm]?[jt]s|tsconfig[^/]*\.json|jsconfig\.json|app\.json|vercel\.json|netlify\.toml|renovate\.json|biome\.jsonc?|deno\.jsonc?|mypy\.ini|pytest\.ini)$)|\.(ya?ml|toml|ini|cfg|conf|properties|env|tf|tfvars|hcl|editorconfig|plist|nix)$/,
}

export const data: KindPattern = {
  folder: /^(data|datasets?|locales?|i18n|translations|lang|assets|images|img|media|fonts)$/,
  name: /\.(json|jsonl|ndjson|json5|csv|tsv|xml|svg|geojson|po|pot|mo|resx|strings|arb|xlf|xliff|dat|sql\.gz|parquet|png|jpe?g|gif|ico|webp|avif|bmp|pdf|zip|gz|tgz|jar|woff2?|ttf|otf|eot|mp[34]|wav|ogg|webm|mov|exe|dll|so|dylib|bin|db|sqlite|ipynb)$/,
}

/** Files git would call binary, for changes that show it no content: pure renames and new modes. */
export const binaryName =
  /\.(png|jpe?g|gif|ico|icns|webp|avif|bmp|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|woff2?|ttf|otf|eot|mp[34]|m4a|wav|ogg|webm|mov|avi|flac|exe|dll|so|dylib|a|o|lib|bin|class|pyc|db|sqlite3?|docx?|xlsx?|pptx?|parquet|wasm|npy|pkl|dmg|apk|keystore|jks|p12|mo)$/i
