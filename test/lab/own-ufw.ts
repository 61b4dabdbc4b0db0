import type { Loading } from './filter-trial.ts'

/**
 * ufw itself, with a folder of its own made of the templates that Debian ships: the system's own rules and settings are
 * neither read nor written. Its sysctl settings are left out.
 */
export function byUfw(commands: readonly string[]): Loading {
  const script = `
    own=$(mktemp -d)
    trap 'rm -rf "$own"' EXIT
    mkdir -p "$own/etc/default" "$own/etc/ufw/applications.d" "$own/lib" "$own/usr/share"
    cp /usr/share/ufw/*.rules /usr/share/ufw/*.init /usr/share/ufw/ufw.conf "$own/etc/ufw/"
    cp -r /lib/ufw "$own/lib/"
    cp -r /usr/share/ufw "$own/usr/share/"
    sed 's/^IPT_SYSCTL=.*/IPT_SYSCTL=/' /etc/default/ufw >"$own/etc/default/ufw"
    while read -r command; do
      eval "ufw --rootdir=$own --datadir=$own $command" >/dev/null
    done`
  return [{ command: script, input: commands.map((command) => `${command}\n`).join('') }]
}
