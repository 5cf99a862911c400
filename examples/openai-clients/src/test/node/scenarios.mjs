// OpenAI's client for Node against the sidecar. Prints one line of JSON for each scenario: its name, and what went
// wrong, if anything. Arguments: the base URL, and a key that the sidecar knows.

import assert from 'node:assert/strict';
import OpenAI, {
  APIError,
  APIUserAbortError,
  toFile,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from 'openai';

const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 20_000 });

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const WEATHER = {
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string' } },
    required: ['city'],
  },
};

const PERSON = {
  type: 'json_schema',
  json_schema: {
    name: 'person',
    strict: true,
    schema: {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
      additionalProperties: false,
    },
  },
};

const ask = (model, prompt, more = {}) => ({
  model,
  messages: [{ role: 'user', content: prompt }],
  ...more,
});

const create = (model, prompt, more) => client.chat.completions.create(ask(model, prompt, more));

const stream = (model, prompt, more) => create(model, prompt, { stream: true, ...more });

const text = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('');

async function collect(chunks) {
  const all = [];
  for await (const chunk of chunks) {
    all.push(chunk);
  }
  return all;
}

/** Awaits a failure of that class, of OpenAI's shape; gives it. */
async function failure(type, call) {
  try {
    await call();
  } catch (e) {
    assert.ok(e instanceof type, `${type.name} expected, but it is ${e.constructor.name}: ${e.message}`);
    assert.ok(e.error.message, 'has a message');
    assert.ok(e.type, 'has a type');
    assert.ok(e.code, 'has a code');
    return e;
  }
  assert.fail(`${type.name} expected`);
}

/** Those that every provider can do. */
const either = {
  answers: async (model) => {
    const answer = await create(model, 'hello there');
    assert.equal(answer.object, 'chat.completion');
    assert.equal(answer.choices.length, 1);
    assert.equal(answer.choices[0].message.role, 'assistant');
    assert.equal(answer.choices[0].message.content, 'Grüezi 👋');
    assert.equal(answer.choices[0].message.refusal, null);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, 19);
    assert.equal(answer.usage.prompt_tokens_details.cached_tokens, 4);
    assert.ok(answer._request_id, 'the request has an id');
  },
  streams: async (model) => {
    const chunks = await collect(await stream(model, 'hello there'));
    assert.equal(text(chunks), 'Grüezi 👋');
    assert.ok(chunks.every((chunk) => chunk.object === 'chat.completion.chunk'));
    assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
  },
  'streams usage last': async (model) => {
    const chunks = await collect(
      await stream(model, 'hello there', { stream_options: { include_usage: true } }),
    );
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.equal(chunks.at(-1).usage.total_tokens, 19);
    assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage == null));
  },
  'streams with the helper': async (model) => {
    const pieces = [];
    const runner = client.chat.completions
      .stream(ask(model, 'hello there'))
      .on('content', (piece) => pieces.push(piece));
    const answer = await runner.finalChatCompletion();
    assert.equal(answer.choices[0].message.content, 'Grüezi 👋');
    assert.deepEqual(pieces, ['Gr', 'üezi', ' 👋']);
  },
  'calls tools by itself and tells their results': async (model) => {
    const cities = [];
    const runner = client.chat.completions.runTools(
      ask(model, 'weather please', {
        tools: [
          {
            type: 'function',
            function: {
              ...WEATHER,
              parse: JSON.parse,
              function: ({ city }) => {
                cities.push(city);
                return city === 'Bern' ? '18' : '7';
              },
            },
          },
        ],
      }),
    );
    assert.equal(await runner.finalContent(), 'Results: call_bern=18, call_oslo=7');
    assert.deepEqual(cities, ['Bern', 'Oslo']);
  },
  'streams parallel tool calls': async (model) => {
    const answer = await client.chat.completions
      .stream(ask(model, 'weather please', { tools: [{ type: 'function', function: WEATHER }] }))
      .finalChatCompletion();
    const calls = answer.choices[0].message.tool_calls;
    assert.deepEqual(calls.map((call) => call.id), ['call_bern', 'call_oslo']);
    assert.deepEqual(
      calls.map((call) => JSON.parse(call.function.arguments)),
      [{ city: 'Bern' }, { city: 'Oslo', unit: 'celsius' }],
    );
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
  },
  'parses an answer by its schema': async (model) => {
    const answer = await client.chat.completions.parse(
      ask(model, 'person please', { response_format: PERSON }),
    );
    assert.deepEqual(answer.choices[0].message.parsed, { name: 'Ada Lovelace', age: 36 });
  },
  'streams an answer by its schema': async (model) => {
    const answer = await client.chat.completions
      .stream(ask(model, 'person please', { response_format: PERSON }))
      .finalChatCompletion();
    assert.equal(answer.choices[0].message.content, '{"name":"Ada Lovelace","age":36}');
  },
  'sends images': async (model) => {
    const answer = await client.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'picture of what?' },
            { type: 'image_url', image_url: { url: PIXEL } },
            { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } },
          ],
        },
      ],
    });
    assert.equal(
      answer.choices[0].message.content,
      'I see image/png:70 and https://example.com/cat.png.',
    );
  },
  'reasons with the effort asked for': async (model) => {
    const answer = await create(model, 'think hard', { reasoning_effort: 'high' });
    assert.equal(answer.choices[0].message.content, '42');
  },
  'stops at the limit of tokens': async (model) => {
    const answer = await create(model, 'long one', { max_completion_tokens: 2 });
    assert.equal(answer.choices[0].finish_reason, 'length');
  },
  'aborts a stream': async (model) => {
    const controller = new AbortController();
    const chunks = await client.chat.completions.create(
      ask(model, 'hold node', { stream: true }),
      { signal: controller.signal },
    );
    for await (const chunk of chunks) {
      if (chunk.choices[0]?.delta?.content === 'First, ') {
        controller.abort();
      }
    }
    assert.ok(controller.signal.aborted);
  },
  'aborts a stream of the helper': async (model) => {
    const runner = client.chat.completions.stream(ask(model, 'hold node'));
    runner.on('content', () => runner.abort());
    await assert.rejects(runner.finalContent(), APIUserAbortError);
  },
  'throws BadRequestError': async (model) => {
    const e = await failure(BadRequestError, () => create(model, 'fail 400'));
    assert.equal(e.code, 'invalid_request');
  },
  'throws NotFoundError': async (model) => {
    const e = await failure(NotFoundError, () => create(model, 'fail 404'));
    assert.equal(e.code, 'model_not_found');
  },
  'throws RateLimitError': async (model) => {
    const e = await failure(RateLimitError, () => create(model, 'fail 429'));
    assert.equal(e.code, 'upstream_rate_limited');
    assert.equal(e.headers.get('retry-after'), '1');
  },
  'throws InternalServerError': async (model) => {
    const e = await failure(InternalServerError, () => create(model, 'fail 529'));
    assert.equal(e.status, 503);
    assert.equal(e.code, 'overloaded');
  },
  'throws before a stream begins': async (model) => {
    await failure(RateLimitError, () => stream(model, 'fail 429'));
  },
  'throws in mid-stream': async (model) => {
    const chunks = [];
    await failure(APIError, async () => {
      for await (const chunk of await stream(model, 'break it')) {
        chunks.push(chunk);
      }
    });
    assert.equal(text(chunks), 'Half of it');
  },
  'throws when a stream breaks off': async (model) => {
    await failure(APIError, async () => collect(await stream(model, 'cut it')));
  },
};

const model = 'with-openai';

const talk = () => toFile(Buffer.from('sound'), 'talk.mp3', { type: 'audio/mpeg' });

/** Those other than chat. */
const operations = {
  'completes a text': async () => {
    const answer = await client.completions.create({ model, prompt: 'Once' });
    assert.equal(answer.object, 'text_completion');
    assert.equal(answer.choices[0].text, 'Once, and so on');
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, 5);
  },
  'streams a text': async () => {
    const chunks = await collect(
      await client.completions.create({
        model,
        prompt: 'Once',
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    assert.equal(chunks.map((chunk) => chunk.choices[0]?.text ?? '').join(''), 'Once, and so on');
    assert.equal(chunks.at(-1).usage.total_tokens, 5);
  },
  'makes vectors in either encoding': async () => {
    for (const more of [{}, { encoding_format: 'float' }]) {
      const answer = await client.embeddings.create({ model, input: ['four', 'eighteen'], ...more });
      assert.deepEqual([...answer.data[1].embedding], [8, 0.5, -0.25]);
      assert.equal(answer.usage.prompt_tokens, 3);
    }
    const raw = await client.embeddings.create({ model, input: 'four', encoding_format: 'base64' });
    assert.equal(typeof raw.data[0].embedding, 'string');
  },
  'paints pictures': async () => {
    const url = await client.images.generate({ model, prompt: 'a cat' });
    assert.equal(url.data[0].url, 'https://example.com/5.png');
    const bytes = await client.images.generate({
      model,
      prompt: 'a cat',
      response_format: 'b64_json',
    });
    assert.ok(bytes.data[0].b64_json.startsWith('iVBOR'));
  },
  speaks: async () => {
    const speech = await client.audio.speech.create({ model, voice: 'alloy', input: 'Good morning' });
    assert.equal(speech.headers.get('content-type'), 'audio/mpeg');
    assert.equal(await speech.text(), 'alloy says: Good morning');
  },
  transcribes: async () => {
    const json = await client.audio.transcriptions.create({ model, file: await talk() });
    assert.equal(json.text, 'transcriptions of talk.mp3:sound');
    const plain = await client.audio.transcriptions.create({
      model,
      file: await talk(),
      response_format: 'text',
    });
    assert.equal(plain, 'transcriptions of talk.mp3:sound\n');
    const verbose = await client.audio.transcriptions.create({
      model,
      file: await talk(),
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    assert.equal(verbose.duration, 1.5);
  },
  'streams a transcript': async () => {
    const events = await collect(
      await client.audio.transcriptions.create({ model, file: await talk(), stream: true }),
    );
    const deltas = events.filter((event) => event.type === 'transcript.text.delta');
    assert.equal(deltas.length, 2);
    assert.equal(events.at(-1).type, 'transcript.text.done');
    assert.equal(events.at(-1).text, 'transcriptions of talk.mp3:sound');
    assert.equal(events.at(-1).usage.total_tokens, 18);
  },
  'tells speakers apart': async () => {
    const answer = await client.audio.transcriptions.create({
      model,
      file: await talk(),
      response_format: 'diarized_json',
      known_speaker_names: ['Ann', 'Bob'],
    });
    assert.equal(answer.segments[0].speaker, 'A');
  },
  'speaks in events': async () => {
    const speech = await client.audio.speech.create({
      model,
      voice: 'alloy',
      input: 'Good morning',
      stream_format: 'sse',
    });
    const events = (await speech.text())
      .split('\n\n')
      .filter((event) => event.startsWith('data: '))
      .map((event) => JSON.parse(event.slice('data: '.length)));
    assert.equal(events.at(-1).type, 'speech.audio.done');
    const sound = events.slice(0, -1).map(({ audio }) => Buffer.from(audio, 'base64'));
    assert.equal(Buffer.concat(sound).toString(), 'alloy says: Good morning');
  },
  translates: async () => {
    const answer = await client.audio.translations.create({ model, file: await talk() });
    assert.equal(answer.text, 'translations of talk.mp3:sound');
  },
  judges: async () => {
    const answer = await client.moderations.create({ model, input: 'I will kill you' });
    assert.equal(answer.results[0].flagged, true);
    assert.equal(answer.results[0].categories.violence, true);
    assert.equal(answer.results[0].category_scores.hate, 0.1);
  },
  'makes vectors of tokens': async () => {
    const answer = await client.embeddings.create({ model, input: [[1, 2], [3]] });
    assert.equal(answer.data.length, 2);
  },
  'refuses a file that is no sound': async () => {
    const notes = await toFile(Buffer.from('notes'), 'notes.txt', { type: 'text/plain' });
    const e = await failure(BadRequestError, () =>
      client.audio.transcriptions.create({ model, file: notes }),
    );
    assert.equal(e.param, 'file');
  },
  'says which parameter is wrong': async () => {
    const e = await failure(BadRequestError, () =>
      client.audio.speech.create({ model, voice: 'nobody', input: 'x' }),
    );
    assert.equal(e.param, 'voice');
  },
  'lists the models of providers': async () => {
    const names = (await collect(client.models.list())).map((each) => each.id);
    assert.ok(names.includes('@openai/gpt-4o'), names.join());
    assert.equal((await client.models.retrieve('@openai/gpt-4o')).owned_by, 'openai');
  },
};

/** Those that need one provider, or none. */
const others = {
  ...operations,
  'gives two answers': async () => {
    const answer = await create('with-openai', 'hello twice', { n: 2 });
    assert.deepEqual(answer.choices.map((choice) => choice.index), [0, 1]);
    const streamed = await client.chat.completions
      .stream(ask('with-openai', 'hello twice', { n: 2 }))
      .finalChatCompletion();
    assert.deepEqual(
      streamed.choices.map((choice) => choice.message.content),
      ['Grüezi 👋', 'Grüezi 👋'],
    );
  },
  'gives log probabilities': async () => {
    const answer = await create('with-openai', 'hello odds', { logprobs: true, top_logprobs: 1 });
    assert.deepEqual(
      answer.choices[0].logprobs.content.map((token) => token.logprob),
      [-0.25, -0.25, -0.25],
    );
  },
  'gives the model its thoughts back': async () => {
    const tools = [{ type: 'function', function: WEATHER }];
    const { message } = (await create('with-anthropic', 'ponder please', { tools })).choices[0];
    const results = message.tool_calls.map(({ id }) => ({
      role: 'tool',
      tool_call_id: id,
      content: '18',
    }));
    const answer = await client.chat.completions.create({
      model: 'with-anthropic',
      messages: [{ role: 'user', content: 'ponder please' }, message, ...results],
      tools,
    });
    assert.equal(answer.choices[0].message.content, 'I thought: Which cities?');
  },
  'does without the thoughts that its helper leaves out': async () => {
    for (const stream of [false, true]) {
      const runner = client.chat.completions.runTools(
        ask('with-anthropic', 'ponder please', {
          stream,
          tools: [
            {
              type: 'function',
              function: { ...WEATHER, parse: JSON.parse, function: () => '18' },
            },
          ],
        }),
      );
      assert.equal(await runner.finalContent(), 'I thought: ');
    }
  },
  'tells a refusal': async () => {
    const answer = await create('with-openai', 'refuse this');
    assert.equal(answer.choices[0].message.refusal, "I can't help with that.");
    assert.equal(answer.choices[0].message.content, null);
  },
  'lists models': async () => {
    const models = await collect(client.models.list());
    const names = models.map((model) => model.id);
    assert.ok(names.includes('with-openai') && names.includes('with-anthropic'), names.join());
    assert.ok(models.every((model) => model.object === 'model' && model.owned_by));
  },
  'retrieves a model': async () => {
    assert.equal((await client.models.retrieve('with-openai')).id, 'with-openai');
    const e = await failure(NotFoundError, () => client.models.retrieve('no-such-model'));
    assert.equal(e.code, 'model_not_found');
  },
  'throws AuthenticationError': async () => {
    const stranger = client.withOptions({ apiKey: 'sk-nobody' });
    const e = await failure(AuthenticationError, () =>
      stranger.chat.completions.create(ask('with-openai', 'hello there')),
    );
    assert.equal(e.code, 'invalid_api_key');
  },
  'does not take a refused upstream key for its own': async () => {
    const e = await failure(InternalServerError, () => create('revoked', 'hello there'));
    assert.equal(e.status, 502);
  },
  'throws for a model that is not there': async () => {
    const e = await failure(NotFoundError, () => create('no-such-model', 'hello there'));
    assert.equal(e.code, 'model_not_found');
  },
  'waits as long as a limit says, and tries again': async () => {
    const patient = client.withOptions({ maxRetries: 2 });
    const hurry = () => patient.chat.completions.create(ask('hurried', 'hello there'));
    const answers = [await hurry(), await hurry()];
    assert.ok(answers.every((answer) => answer.choices[0].message.content === 'Grüezi 👋'));
  },
};

async function run(name, scenario) {
  let error = null;
  try {
    await scenario();
  } catch (e) {
    error = e.stack ?? String(e);
  }
  console.log(JSON.stringify({ name, error }));
}

for (const model of ['with-openai', 'with-anthropic']) {
  for (const [name, scenario] of Object.entries(either)) {
    await run(`${name}, ${model}`, () => scenario(model));
  }
}
for (const [name, scenario] of Object.entries(others)) {
  await run(name, scenario);
}
