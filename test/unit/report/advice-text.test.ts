import { describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { providers } from '../../../src/knowledge/providers/index.ts'
import { type Advice, advised, adviceFor } from '../../../src/report/advice.ts'
import { adviceText } from '../../../src/report/advice-text.ts'
import { styled } from '../../../src/report/style.ts'
import { answered, lineOf } from './runs.ts'

const filtered = answered('outbound.25.v4', 'filtered', 'fail', { matters: { send: 'required' } })
const options = { style: styled(false), width: 80, verbose: false }

function adviceOf(...findings: Parameters<typeof advised>[0]): readonly Advice[] {
  return advised(findings).flatMap((finding) => (finding.kind === 'answered' ? (finding.advice ?? []) : []))
}

describe('what is known of the provider, for a person', () => {
  it('is told with its source and date', () => {
    expect(adviceText(adviceOf(lineOf('free'), filtered), options)).toEqual([
      [
        '  · Free (Freebox): In the subscriber account (subscribe.free.fr), under "Ma',
        '    Freebox", set "Blocage SMTP sortant" to "inactif". (YunoHost/doc, 2024-03)',
      ].join('\n'),
    ])
  })

  it('has its source in small print', () => {
    const [text = ''] = adviceText(adviceOf(lineOf('free'), filtered), { ...options, style: styled(true) })
    expect(text).toContain('\u001b[2m(YunoHost/doc, 2024-03)\u001b[22m')
  })

  it('is told whole, with all of its sources, to those who want to know', () => {
    const text = adviceText(adviceOf(lineOf('orange'), filtered), { ...options, verbose: true }).join('\n')
    expect(text).toContain('    https://github.com/YunoHost/doc (isp_orange.fr.md), 2024-03-23')
    expect(text.match(/https?:/g)).toHaveLength(4)
    const undated = adviceText(adviceOf(lineOf('cox'), filtered), { ...options, verbose: true }).join('\n')
    expect(undated).toContain('by-cox.html, without a date, read 2026-11')
  })

  it('names every brand of a network, and tells of those for whom there is room', () => {
    expect(adviceText(adviceOf(lineOf('shared'), filtered), options)).toEqual([
      '  · If your provider is Westnet / iiNet (TPG group): see --verbose.',
      [
        '  · If your provider is Internode: In My Internode, switch the "Network',
        '    Firewall" off. (internode.on.net, read 2026-11)',
      ].join('\n'),
    ])
  })

  it('takes three lines at most, of any provider, beside any finding, and none longer than the terminal', () => {
    const inVain = answered('inbound.465.v4', 'not-forwarded', 'unknown')
    const answers = checks.flatMap(({ id, answers: all }) =>
      Object.entries(all).map(([answer, { verdict }]) => answered(id, answer, verdict)),
    )
    const texts = providers.flatMap((provider) =>
      answers.flatMap((finding) => {
        const of = adviceFor(finding, [inVain, finding], [provider])
        const where = `${provider.name}: ${finding.check}/${finding.answer}`
        return of.length === 0 ? [] : [{ where, lines: adviceText(of, options).join('\n').split('\n') }]
      }),
    )
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.filter(({ lines }) => lines.length > 3)).toEqual([])
    expect(texts.filter(({ lines }) => lines.some((line) => [...line].length > 80))).toEqual([])
    const label = /\(\S+, (read )?\d{4}(-\d{2})?(, and \d+ more)?\)/
    expect(texts.filter(({ lines }) => !label.test(lines.map((line) => line.trim()).join(' ')))).toEqual([])
  })

  it('says less on a narrow terminal only where it must', () => {
    const [text = ''] = adviceText(adviceOf(lineOf('free'), filtered), { ...options, width: 40 })
    expect(text).toContain('"inactif"')
    for (const width of [24, 30]) {
      expect(adviceText(adviceOf(lineOf('shared'), filtered), { ...options, width })).toHaveLength(2)
    }
  })
})
