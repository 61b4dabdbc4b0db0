import type { Moment, Wording } from './wording.ts'
import type { MailName, Wish } from './wishes.ts'

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

/** A line must not begin with a colon. */
const colon = '\u00a0:'

export const french: Wording = {
  to: (provider) => `À${colon} ${provider}`,
  subject: ({ address }) =>
    `Objet${colon} mon propre serveur de courriel sur ma ligne${address === undefined ? '' : ` (${address})`}`,
  greeting: 'Madame, Monsieur,',
  opening: ({ measured, address, tool }, wishes) =>
    `Titulaire d’une ligne chez vous [numéro de client], je souhaite y faire fonctionner mon propre serveur de courriel. ${
      measured === undefined ? 'J’ai' : `Le ${spoken(measured)}, j’ai`
    } mesuré avec le logiciel ${tool} ce que laisse passer cette ligne${
      address === undefined ? '' : `, dont l’adresse IPv4 publique était ${address}`
    }. ${
      wishes === 1
        ? `Il reste un point que je ne peux pas changer chez moi${colon}`
        : `Il reste quelques points que je ne peux pas changer chez moi${colon}`
    }`,
  wish: (wish, { address }) => {
    switch (wish.asks) {
      case 'port-25-out':
        return portOut(wish)
      case 'ports-in':
        return portsIn(wish)
      case 'own-ipv4':
        return ownIpv4(wish, address)
      case 'fixed-ipv4':
        return wish.changed
          ? 'Merci d’attribuer à ma ligne une adresse IPv4 publique qui ne change pas. La sienne a changé, et les autres serveurs de courriel se souviennent longtemps des adresses.'
          : `Merci de me dire si l’adresse IPv4 publique de ma ligne reste la même${colon} sinon, merci de m’en attribuer une qui ne change pas.`
      case 'reverse-name':
        return `Merci de donner à ${address ?? 'mon adresse IPv4 publique'} le nom inverse (enregistrement PTR) ${called(wish.name)}, ou de m’indiquer où je peux le régler moi-même. ${reverse[wish.because]}`
      case 'off-the-list':
        return `Merci de retirer ${address ?? 'mon adresse IPv4 publique'} de la liste des lignes qui ne doivent pas envoyer de courriel${
          wish.lists.length === 0 ? '' : ` (${listed(wish.lists)})`
        }. La liste indique que vous l’y avez inscrite vous-mêmes, et vous seuls pouvez alors l’en retirer.`
    }
  },
  closing: [
    'Si l’une de ces demandes exige un autre contrat ou a un coût, merci de me l’indiquer. Je conserve le rapport de la mesure, avec chaque étape et son heure, et vous l’enverrai volontiers.',
    'Je vous remercie de votre aide.',
    'Je vous prie d’agréer, Madame, Monsieur, mes salutations distinguées.',
    '[nom]',
  ],
}

function portOut({ met, servers, otherPorts }: Extract<Wish, { asks: 'port-25-out' }>): string {
  const whom = listed([...servers, 'd’un serveur à moi'].map((each, at) => (at < servers.length ? `de ${each}` : each)))
  const ended = {
    silence: `Les connexions de ma ligne vers le port 25 ${whom} sont restées sans réponse`,
    refusal: `Les connexions de ma ligne vers le port 25 ${whom} ont été refusées`,
    'another-server': 'Quand j’ai appelé le port 25 d’un serveur à moi, un autre serveur a répondu à sa place',
  }
  const control =
    otherPorts.length === 0
      ? ''
      : otherPorts.length === 1
        ? `, alors qu’au même moment le port ${otherPorts[0]} de mon serveur répondait`
        : `, alors qu’au même moment les ports ${listed(otherPorts.map(String))} de mon serveur répondaient`
  return `Merci de laisser sortir les connexions de ma ligne vers le port TCP 25 des autres serveurs de courriel${
    met === 'another-server' ? ', sans les modifier ni les détourner' : ''
  }. ${ended[met]}${control}. ${tellMe('Si ce n’est pas votre réseau qui les arrête')}`
}

function portsIn({ ports, allLow, arrived, router, sure }: Extract<Wish, { asks: 'ports-in' }>): string {
  const excluded = {
    opened: ', alors que mon routeur avait ouvert le passage vers ma machine',
    none: ', alors que l’adresse publique est portée par ma machine elle-même, sans routeur devant elle',
    'not-excluded': '',
  }[router]
  const control = [
    ...(arrived.length > 0 ? [`${arrived.length === 1 ? 'le port' : 'les ports'} ${listed(arrived.map(String))}`] : []),
    ...(allLow ? ['un port au-dessus de 1023'] : []),
  ]
  return `Merci de laisser entrer les connexions d’internet vers ${tcp(ports)} de ma ligne. Les connexions d’un serveur extérieur ne sont pas arrivées ici${excluded}${
    control.length === 0 ? '' : `, tandis que celles vers ${listed(control)} arrivaient au même moment`
  }.${sure ? '' : ` ${tellMe('Si ce n’est pas votre réseau qui les arrête')}`}`
}

function tellMe(condition: string): string {
  return `${condition}, merci de me le dire${colon} j’en chercherai alors la cause chez moi.`
}

function ownIpv4(
  { because, between, ownPorts }: Extract<Wish, { asks: 'own-ipv4' }>,
  address: string | undefined,
): string {
  const shared = address === undefined ? 'son adresse IPv4' : `l’adresse ${address}`
  const ask = 'Merci d’attribuer à ma ligne une adresse IPv4 publique qui lui soit propre.'
  switch (because) {
    case 'none':
      return `${ask} Elle n’en a pas, et la plupart des serveurs de courriel ne connaissent qu’IPv4.`
    case 'translated':
      return `${ask} Votre réseau traduit les adresses en amont de mon routeur${
        between === undefined ? '' : ` (${between} se trouve entre les deux)`
      }. Les connexions vers ${shared} arrivent aujourd’hui${colon} merci de me confirmer au moins que cette adresse n’est qu’à moi, et le restera.`
    case 'shared-by-ports':
      return `${ask} Elle partage ${shared} avec d’autres clients${
        ownPorts === undefined ? ', par ports' : ` et n’en a que les ports ${ownPorts.from} à ${ownPorts.to}`
      }${colon} tous mes ports de courriel ne peuvent pas être joints.`
    case 'carrier':
      return `${ask} Elle partage ${shared} avec d’autres clients (CGNAT${
        between === undefined ? '' : `, ${between} se trouve entre mon routeur et internet`
      }), si bien que personne ne peut se connecter à mon serveur.`
  }
}

function called(known: MailName | undefined): string {
  if (known === undefined) return '[nom du serveur de courriel]'
  return known.is === 'its-own'
    ? known.name
    : `[${known.name}${colon} une proposition, à remplacer par le nom du serveur de courriel s’il en a un autre]`
}

const reverse = {
  missing: 'Elle n’en a pas, et les grands destinataires refusent le courriel d’une telle adresse.',
  generic:
    'Celui qu’elle porte est attribué d’office, comme ceux des lignes de particuliers, et beaucoup de destinataires refusent le courriel d’une telle adresse.',
  'looks-generic':
    'Celui qu’elle porte semble attribué d’office, et certains destinataires refusent le courriel d’une telle adresse.',
  'leads-elsewhere':
    'Celui qu’elle porte ne ramène pas à l’adresse, et les grands destinataires refusent le courriel d’une telle adresse.',
  another:
    'Celui qu’elle porte n’est pas celui du serveur de courriel, et certains destinataires en tiennent rigueur au courriel.',
}

function spoken({ year, month, day, time }: Moment): string {
  return `${day === 1 ? '1er' : day} ${months[month - 1]} ${year} à ${time.replace(':', '\u00a0h\u00a0')} (UTC)`
}

function tcp(ports: readonly number[]): string {
  if (ports.length === 0) return 'les ports de courriel (TCP 25, 465, 587, 143, 993)'
  return ports.length === 1 ? `le port TCP ${ports[0]}` : `les ports TCP ${listed(ports.map(String))}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`
}
