import type { Settings } from './settings.ts'

/** What anybody sees who looks up the address that dialled them. Plain, no scripts, nothing from elsewhere. */
export function page({ host, version }: Pick<Settings, 'host' | 'version'>): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>mailworthy probe</title>
<h1>This is a mailworthy probe</h1>
<p>${escaped(host)} helps people find out whether their internet line can carry a mail server of their own.
<p>It listens on ports 25, 465, 587, 143 and 993 so that they can see whether these ports get out of their network.
It takes no mail and knows no passwords.
<p>When somebody asks it to, it connects to the same five ports <em>of the very address that asked</em>, and of no other.
If it connected to you, somebody behind your address ran mailworthy.
<p>It keeps no record of who asked. To limit abuse it counts requests for five minutes, in memory.
<p>mailworthy-probe ${escaped(version)}, protocol version 1.
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
