// Swaps a part of the page instead of loading all of it. Every link and form works without this file.
//   <form method="get" data-live="#content">   a change or submit: fetch, swap, push the address
//   <a href="?p=90d" data-live="#content"> a click: fetch, swap, push the address
//   <section id="progress" data-refresh="2">    fetched again every 2 s and swapped, until the
//                                               attribute is gone
const policy = globalThis.trustedTypes?.createPolicy('live', { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
}
let pending
let timer

async function fragmentOf(url, target, signal) {
  const response = await fetch(url, { headers: { 'X-Live': target }, signal })
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || !type.startsWith('text/html')) throw new Error('not a page')
  const html = policy.createHTML(await response.text())
  const page = new DOMParser().parseFromString(html, 'text/html')
  const fresh = page.querySelector(target)
  return { fresh, title: page.title, url: response.url }
}

function swap(target, { fresh, title }) {
  const focused = document.activeElement?.id
  document.querySelector(target)?.replaceWith(document.adoptNode(fresh))
  document.title = title
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true })
  }
  document.dispatchEvent(new CustomEvent('live:swap', { detail: { target } }))
  arm()
}

async function visit(url, target, { pushes = true } = {}) {
  pending?.abort()
  pending = new AbortController()
  const { signal } = pending
  document.querySelector(target)?.setAttribute('aria-busy', 'true')
  try {
    const part = await fragmentOf(url, target, signal)
    // Without the part it is another page: the sign-in form, for instance.
    if (!part.fresh) return location.assign(url)
    if (pushes) history.pushState({ target }, '', part.url)
    swap(target, part)
  } catch {
    if (!signal.aborted) location.assign(url)
  }
}

async function refresh(target) {
  try {
    const part = await fragmentOf(location.href, target, AbortSignal.timeout(8000))
    // What was waited for is there (or the session is over): the page has another shape now.
    if (!part.fresh) return location.reload()
    swap(target, part)
  } catch {
    timer = setTimeout(arm, 5000)
  }
}

function arm() {
  clearTimeout(timer)
  const part = document.querySelector('[data-refresh]')
  if (!part) return
  const wait = Number(part.dataset.refresh) * 1000
  timer = setTimeout(() => (document.hidden ? arm() : refresh(`#${part.id}`)), wait)
}

function addressOf(form) {
  const url = new URL(form.action || location.href)
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
  return url
}

addEventListener('change', (event) => {
  const form = event.target.form
  if (form?.dataset.live && event.target.tagName === 'SELECT') {
    visit(addressOf(form), form.dataset.live)
  }
})
addEventListener('submit', (event) => {
  const form = event.target
  if (!form.dataset.live) return
  event.preventDefault()
  visit(addressOf(form), form.dataset.live)
})
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-live]')
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  event.preventDefault()
  visit(link.href, link.dataset.live)
})
addEventListener('popstate', (event) => {
  // A jump to a place on this page has no state.
  if (event.state) visit(location.href, event.state.target, { pushes: false })
})

history.replaceState({ target: '#content' }, '')
arm()
