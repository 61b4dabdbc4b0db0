import kleur from 'kleur'

/** How text is set off. Without colours every one of these gives back what it was given. */
export interface Style {
  readonly good: (text: string) => string
  readonly care: (text: string) => string
  readonly bad: (text: string) => string
  readonly open: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

const plain = (text: string) => text

export function styled(colour: boolean): Style {
  if (!colour) return { good: plain, care: plain, bad: plain, open: plain, strong: plain, faint: plain }
  return {
    good: (text) => coloured(() => kleur.green(text)),
    care: (text) => coloured(() => kleur.yellow(text)),
    bad: (text) => coloured(() => kleur.red(text)),
    open: (text) => coloured(() => kleur.cyan(text)),
    strong: (text) => coloured(() => kleur.bold(text)),
    faint: (text) => coloured(() => kleur.dim(text)),
  }
}

/** kleur decides for the whole process; whoever asks for a style has decided already. */
function coloured(paint: () => string): string {
  const { enabled } = kleur
  kleur.enabled = true
  try {
    return paint()
  } finally {
    kleur.enabled = enabled
  }
}
