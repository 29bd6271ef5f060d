// The npm package standardwebhooks as a receiver: it answers 204 to what it takes for ours, 400 to
// everything else. "standard_webhooks_peer.mjs SECRET" prints its port.

import { createServer } from "node:http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const webhook = new Webhook(process.argv[2]);

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  try {
    webhook.verify(body, request.headers);
    response.writeHead(204).end();
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    response.writeHead(400).end(error.message);
  }
});
server.listen(0, "127.0.0.1", () => console.log("port", server.address().port));
