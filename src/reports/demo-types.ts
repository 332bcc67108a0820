/** What the pages of sample data print, and the first page, which leads there. */
export interface WelcomePage {
  offersDemo: boolean
  /** A tour elsewhere. */
  tourUrl: string | null
}

export interface DemoPage {
  /** Sample data that is being made; null before it is asked for. */
  making: {
    repositories: { id: string; name: string; isDone: boolean; commits: number }[]
    /** It takes so long that it may have been forgotten. */
    isLate: boolean
  } | null
  /** The company whose page this is read on, which asking leaves. */
  leaves: string | null
}
