/** Lets one wait until another rings. Rung while nobody waits, it is forgotten: look before waiting. */
export class Bell {
  #wake: (() => void) | null = null

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  ring(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}
