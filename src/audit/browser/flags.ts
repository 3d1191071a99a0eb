/** How a Chromium is started. */
export interface Start {
  /** Its folder for everything: nothing of the person at this machine is read or changed. */
  readonly profile: string;
  readonly headless: boolean;
  /** The only hosts it can reach, each with the address it is at. Undefined for all hosts. */
  readonly hosts?: ReadonlyMap<string, string> | undefined;
  /** Base64 SHA-256 of the public keys whose certificates are good, whoever signed them. */
  readonly keys?: readonly string[] | undefined;
}

/** What would ask its maker for something, or behave otherwise than for people at large. */
const WITHOUT = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  // A page that the audit answers itself comes from no address, and could then ask nothing of this machine.
  'LocalNetworkAccessChecks',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
];

/**
 * The command line. The back/forward cache and partitioned storage stay on, as people have them, and nothing runs in the background.
 * With `hosts` every other name, and every other address, is not found: no request leaves for it, whatever sends it.
 */
export function flagsOf({ profile, headless, hosts, keys = [] }: Start): string[] {
  return [
    ...(headless ? ['--headless', '--hide-scrollbars', '--mute-audio', '--disable-gpu'] : []),
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    `--disable-features=${WITHOUT.join(',')}`,
    '--metrics-recording-only',
    '--no-pings',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(hosts ? confined(hosts) : []),
    ...(keys.length > 0 ? [`--ignore-certificate-errors-spki-list=${keys.join(',')}`] : []),
    // Its sandbox does not work for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}

const LOOPBACK: readonly (readonly [string, string])[] = [
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '[::1]'],
];

function confined(hosts: ReadonlyMap<string, string>): string[] {
  const all = new Map([...LOOPBACK, ...hosts]);
  // Of an IPv6 address the pattern is bare, and what it becomes is not.
  const rules = [...all].map(([host, address]) => `MAP ${host.replaceAll(/^\[|\]$/g, '')} ${address}`);
  return [
    `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND'].join(', ')}`,
    // A proxy would resolve names by itself; WebRTC would go round both.
    '--no-proxy-server',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
}
