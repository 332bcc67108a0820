// "fix: crash on empty list" loses the verb to its prefix; people without the convention write
// "Fix crash on empty list". A subject that begins with no verb of its own gets one that people use
// for its type, at random but the same for the same seed.
import { randomFrom } from './logistic.mjs'

/** What people begin with, by type, as `phrase|share`. A share of nothing is left as it is. */
const openings = {
  feature: [
    'Add|6',
    'Implement|2',
    'Support|1',
    'Add support for|1',
    'Introduce|1',
    'Allow|0.5',
    'Create|0.5',
  ],
  fix: [
    'Fix|10',
    'Fixed|2',
    'Fixes|1',
    'Resolve|1',
    'Correct|1',
    'Fix bug:|0.5',
    'Fix issue with|0.5',
  ],
  refactor: [
    'Refactor|5',
    'Clean up|2',
    'Simplify|1',
    'Rework|1',
    'Restructure|0.5',
    'Rewrite|0.5',
  ],
  perf: ['Optimize|3', 'Speed up|2', 'Improve performance of|2', 'Improve performance:|1'],
  test: [
    'Add tests for|4',
    'Test|2',
    'Add test for|2',
    'Update tests:|1',
    'Tests for|1',
    'Fix tests:|1',
  ],
  docs: [
    'Document|3',
    'Update docs:|2',
    'Add docs for|1',
    'Update documentation for|1',
    'Docs for|1',
  ],
  style: ['Format|2', 'Fix formatting of|1', 'Fix lint:|1', 'Style|1'],
  build: ['Build|1', 'Update build:|1', '|2'],
  ci: ['CI:|2', 'Update CI:|1', 'Fix CI:|0.5', '|2'],
  deps: ['Bump|3', 'Upgrade|2', 'Update|3'],
  chore: ['Update|1', 'Clean up|0.3', '|4'],
}

const verbs = new Set(
  `add adds added adding adapt adjust align allow allows allowed always annotate append apply assert assign attach auto
  avoid avoids backport batch block bring build bump bumped bumps call cancel capture catch centralize
  change changed changes check clarify clean cleanup clear close collapse collect combine compare compile complete compute configure
  consider consolidate convert copy correct correctly corrected cover create created debounce decouple dedupe deduplicate defer define
  delay delete deleted deprecate derive describe detect disable disabled disallow display do document documented does don downgrade drop
  dropped edit eliminate emit enable enables enabled encode enforce enhance ensure ensures escape evaluate exclude execute exit expand explain
  explicitly expose export extend extract fall fetch fill finalize fix fixed fixes fixing flatten fold follow force format
  forward generate get give group guard handle handles handled harden have hide hoist honor ignore ignores ignored implement implements
  implemented import improve improved improves include includes increase infer inherit init initialize inject inline insert install instead
  integrate introduce introduced invalidate invoke isolate join keep know let leave limit lint load lock lower make makes
  making map mark match memoize mention merge migrate migrated minify modernize modify move moved narrow normalize   omit open optimise optimize optimized order override parallelize parse pass patch perform permit pick pin polish populate port prefer preload prepare
  preserve prevent prevents print process properly propagate protect provide provides publish pull push put quote raise read rearrange rebuild
  recognize record redirect reduce reduced refactor refactored refine reflect refresh regenerate register reintroduce reject relax release
  reload remove removed removes removing rename renamed render reorder reorganize repair repeat replace replaced report require reset resolve resolved
  resolves respect respond restore restrict restructure retain retry return returns reuse revert revise rewrite rework roll round run
  sanitize save scope select send separate serialize serve set sets setup show shows shrink silence simplify skip skips sort specify speed
  split stabilize standardize start stop store streamline strip support supports supported suppress swap switch switched sync synchronize
  take test throw tidy tighten tolerate track transform translate treat trigger trim truncate try turn tweak unify
  uninstall unpin unskip unwrap update updated updates upgrade upgraded use uses used using validate verify wait warn watch work wrap write`
    .trim()
    .split(/\s+/),
)

/** Whether a subject begins with a verb of its own. */
export function beginsWithVerb(subject) {
  return verbs.has(/^[a-z]+/.exec(subject.toLowerCase())?.[0] ?? '')
}

/** A maker of natural subjects. */
export function naturalSubjects(seed) {
  const random = randomFrom(seed)
  return ({ subject, label }) => {
    if (beginsWithVerb(subject)) return subject
    const choices = (openings[label] ?? ['|1']).map((one) => one.split('|'))
    let left = random() * choices.reduce((sum, [, share]) => sum + Number(share), 0)
    const chosen = choices.find(([, share]) => {
      left -= Number(share)
      return left < 0
    })
    const [phrase] = chosen ?? choices[0]
    return phrase ? `${phrase} ${subject}` : subject
  }
}
