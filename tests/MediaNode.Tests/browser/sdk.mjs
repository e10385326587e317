// The official server SDK against a node: prints one line per call, ends with an error if one does not do what it should.
import assert from 'node:assert/strict';
import { RoomServiceClient, WebhookReceiver } from 'livekit-server-sdk';

const { NODE_URL, API_KEY, API_SECRET, WEBHOOK_BODY, WEBHOOK_AUTHORIZATION } = process.env;
const rooms = new RoomServiceClient(NODE_URL, API_KEY, API_SECRET);

const created = await rooms.createRoom({ name: 'sdk', emptyTimeout: 60, departureTimeout: 7, maxParticipants: 5, metadata: 'made' });
assert.equal(created.name, 'sdk');
assert.equal(created.maxParticipants, 5);
assert.equal(typeof created.creationTimeMs, 'bigint');
console.log('createRoom');

assert.deepEqual((await rooms.listRooms(['sdk', 'nope'])).map(room => room.sid), [created.sid]);
console.log('listRooms');

assert.equal((await rooms.updateRoomMetadata('sdk', 'changed')).metadata, 'changed');
console.log('updateRoomMetadata');

const [alice] = await rooms.listParticipants('sdk-people');
assert.equal(alice.identity, 'alice');
assert.equal((await rooms.getParticipant('sdk-people', 'alice')).sid, alice.sid);
console.log('listParticipants');

const updated = await rooms.updateParticipant('sdk-people', 'alice', { metadata: 'told', attributes: { role: 'host' } });
assert.equal(updated.metadata, 'told');
assert.equal(updated.attributes.role, 'host');
console.log('updateParticipant');

await rooms.sendData('sdk-people', new TextEncoder().encode('hello'), 0, { topic: 'chat' });
console.log('sendData');

await rooms.removeParticipant('sdk-people', 'alice');
assert.deepEqual(await rooms.listParticipants('sdk-people'), []);
console.log('removeParticipant');

await assert.rejects(rooms.getParticipant('sdk-people', 'alice'), { status: 404, code: 'not_found' });
console.log('getParticipant of nobody');

await rooms.deleteRoom('sdk');
assert.deepEqual(await rooms.listRooms(['sdk']), []);
console.log('deleteRoom');

const event = await new WebhookReceiver(API_KEY, API_SECRET).receive(WEBHOOK_BODY, WEBHOOK_AUTHORIZATION);
assert.equal(event.event, 'room_started');
assert.equal(event.room.name, 'sdk-people');
await assert.rejects(new WebhookReceiver(API_KEY, API_SECRET).receive(`${WEBHOOK_BODY} `, WEBHOOK_AUTHORIZATION));
console.log('webhook');
