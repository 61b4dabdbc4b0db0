/** Who runs a probe of the fake Globalping, and where. */
export interface Volunteer {
  readonly continent: string
  readonly country: string
  readonly city: string
  readonly asn: number
  readonly network: string
  readonly tags: readonly string[]
}

export interface WantedPlace {
  readonly continent?: string
  readonly country?: string
  readonly asn?: number
  readonly magic?: string
}

function volunteer(place: string, asn: number, network: string, kind: 'datacenter' | 'eyeball'): Volunteer {
  const [continent = '', country = '', city = ''] = place.split('/')
  return { continent, country, city, asn, network, tags: [`${kind}-network`] }
}

/** AS numbers for documentation (RFC 5398). */
export const volunteers: readonly Volunteer[] = [
  volunteer('EU/FR/Paris', 64_496, 'Hexagone Hosting', 'datacenter'),
  volunteer('EU/DE/Berlin', 64_497, 'Spree Kabel', 'eyeball'),
  volunteer('EU/DE/Falkenstein', 64_498, 'Vogtland Rechenzentrum', 'datacenter'),
  volunteer('EU/GB/London', 64_499, 'Thames Fibre', 'eyeball'),
  volunteer('NA/US/New York', 64_500, 'Hudson Cloud', 'datacenter'),
  volunteer('NA/CA/Toronto', 64_501, 'Lakeshore Cable', 'eyeball'),
  volunteer('AS/JP/Tokyo', 64_502, 'Sumida Net', 'datacenter'),
  volunteer('AS/IN/Mumbai', 64_503, 'Colaba Broadband', 'eyeball'),
  volunteer('OC/AU/Sydney', 64_504, 'Harbour Hosting', 'datacenter'),
  volunteer('SA/BR/São Paulo', 64_505, 'Paulista Fibra', 'eyeball'),
]

/** `limit` of them, from each place in turn while there are any left. */
export function chosen(
  from: readonly Volunteer[],
  places: readonly WantedPlace[],
  limit: number,
): readonly Volunteer[] {
  const there = places.map((place) => from.filter((one) => stands(one, place)))
  const picked = new Set<Volunteer>()
  for (let round = 0; round < from.length; round += 1) {
    for (const some of there) {
      const next = some.find((one) => !picked.has(one))
      if (next !== undefined && picked.size < limit) picked.add(next)
    }
  }
  return [...picked]
}

function stands(one: Volunteer, { continent, country, asn, magic }: WantedPlace): boolean {
  const words = [one.continent, one.country, one.city, `AS${one.asn}`, one.network, ...one.tags].map(plain)
  return (
    (continent === undefined || continent === one.continent) &&
    (country === undefined || country === one.country) &&
    (asn === undefined || asn === one.asn) &&
    (magic === undefined || magic.split('+').every((word) => words.includes(plain(word))))
  )
}

/** `São Paulo` as `sao paulo`. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
}
