-- wrk -s load.lua URL -- FILE METHOD ONCE: sends the requests of FILE, one a line: a path, then,
-- after tabs, the values of the headers Authorization and Cookie and a body, or nothing. Each
-- thread of wrk has its own part of them and begins anew at its end; with ONCE = "once" that is
-- told as "exhausted". Prints one line of JSON.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

local function request_of(line, method)
  local path, authorization, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
  local headers = {}
  if authorization ~= "" then headers["Authorization"] = authorization end
  if cookie ~= "" then headers["Cookie"] = cookie end
  if body ~= "" then
    local is_json = body:sub(1, 1) == "{"
    headers["Content-Type"] = is_json and "application/json" or "application/x-www-form-urlencoded"
  elseif method == "POST" then
    headers["Content-Length"] = "0"
  end
  return wrk.format(method, path, headers, body ~= "" and body or nil)
end
function init(args)
  once = args[3] == "once"
  requests, sent, exhausted = {}, 0, false
  local line_number = 0
  for line in io.lines(args[1]) do
    line_number = line_number + 1
    if not once or line_number % 2 == number % 2 then
      table.insert(requests, request_of(line, args[2]))
    end
  end
end

function request()
  sent = sent + 1
  if once and sent > #requests then exhausted = true end
  return requests[(sent - 1) % #requests + 1]
end

function done(summary, latency)
  local all_exhausted = false
  for _, thread in ipairs(threads) do
    all_exhausted = all_exhausted or thread:get("exhausted")
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "refused": %d, ' ..
    '"broken": %d, "exhausted": %s}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, tostring(all_exhausted)))
end
