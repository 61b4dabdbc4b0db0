/** The five that hand out addresses and network numbers, named as in their own statistics (`delegated-ripencc-latest`). */
export const registries = ['afrinic', 'apnic', 'arin', 'lacnic', 'ripencc'] as const

export type Registry = (typeof registries)[number]
