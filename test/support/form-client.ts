/** A browser without scripts: keeps its cookie, reads pages, sends forms with their hidden fields. */
export class FormClient {
  #cookies = new Map<string, string>()

  constructor(private readonly origin: string) {}

  async get(path: string): Promise<{ status: number; url: string; html: string }> {
    return this.#follow(path, { method: 'GET' })
  }

  /** Fills the fields of the form on `page` that posts to `action`, and sends it. */
  async send(page: string, action: string, fields: Record<string, string>) {
    const { html } = await this.get(page)
    const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: token, ...fields })
    return this.#follow(action, { method: 'POST', body })
  }

  async #follow(
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; url: string; html: string }> {
    const url = new URL(path, this.origin)
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) this.#cookies.set(name, value ?? '')
    }
    const next = response.headers.get('location')
    if (response.status === 303 && next) return this.#follow(next, { method: 'GET' })
    return { status: response.status, url: url.pathname, html: await response.text() }
  }
}
