-- wrk -s register.lua URL -- NAMES: registers one account after another, whose names begin with
-- NAMES. Prints one line of JSON.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init(args)
  names, sent = args[1] .. "t" .. number .. "n", 0
end

function request()
  sent = sent + 1
  local name = names .. sent
  return wrk.format("POST", "/account/register", {["Content-Type"] = "application/json"},
    string.format('{"username":"%s","password":"correct horse","email":"%s@example.org"}',
                  name, name))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "refused": %d, ' ..
    '"broken": %d, "exhausted": false}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
