import type { MeasuredCommit } from './measured-commit.js'

/** Lines that a host's button or `git revert` writes below the subject, and nobody else. */
const writtenByButton = [
  /^This reverts (?:commit|merge request) \S+?\.?$/i,
  /^(?:This )?revert(?:s|ing) (?:pull request )?[\w./-]*[#!]\d+\.?$/i,
  /^reversing changes made to [0-9a-f]+\.?$/i,
  /^This reverts commit [0-9a-f]+, reversing$/i,
  /^changes made to [0-9a-f]+\.?$/i,
  /^\(cherry picked from commit [0-9a-f]+\)$/i,
  /^[A-Z][A-Za-z-]+: \S.*$/,
]
const buttonTitle = /^Revert ["“'].*["”']?(?: \(#\d+\))?$/

type Facts = Pick<MeasuredCommit, 'type' | 'subject' | 'message' | 'skipped'> & { isBot: boolean }

/** A revert that says nothing but what was reverted. */
export function revertedByButton({ type, subject, message }: Omit<Facts, 'skipped' | 'isBot'>) {
  if (type !== 'revert' || !buttonTitle.test(subject)) return false
  const body = message.split('\n').slice(1)
  return body.every((line) => {
    const text = line.trim()
    return text === '' || writtenByButton.some((pattern) => pattern.test(text))
  })
}

/** Whether a commit cost nobody any work that its size would tell: its effort is 0. */
export function effortless(commit: Facts): boolean {
  return commit.skipped !== null || commit.isBot || revertedByButton(commit)
}
