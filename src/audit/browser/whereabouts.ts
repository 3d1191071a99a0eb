import { hash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { connect } from '../network/connection.ts';
import type { Admitted } from '../network/gate.ts';

/** Where a browser is to find a host, and which key it may trust there. */
export interface Whereabouts {
  readonly host: string;
  readonly address: string;
  /** Base64 SHA-256 of the public key; undefined without TLS. */
  readonly key: string | undefined;
}

/**
 * Connects once, as the rest of the audit does, and takes down what the browser needs to come to the same place: it then neither asks a
 * resolver nor judges a certificate by itself. Rejects as `connect` does.
 */
export async function whereabouts(url: URL, admitted: Admitted, signal: AbortSignal): Promise<Whereabouts> {
  const socket = await connect(url, admitted, signal);
  const bare = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  socket.destroy();
  const key = certificate?.publicKey.export({ type: 'spki', format: 'der' });
  return {
    host: url.hostname,
    address: bare.includes(':') ? `[${bare}]` : bare,
    key: key && hash('sha256', key, 'base64'),
  };
}
