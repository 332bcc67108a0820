/**
 * A signal that goes off after a time, or with the caller's. Made by hand: in Node 20 a signal of
 * AbortSignal.any can be collected before its timer goes off, and then never does.
 */
export function startDeadline(ms: number, callers: AbortSignal | null) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, ms)
  callers?.addEventListener('abort', abort)
  if (callers?.aborted) abort()
  const end = () => {
    clearTimeout(timer)
    callers?.removeEventListener('abort', abort)
  }
  return { signal: controller.signal, end }
}
