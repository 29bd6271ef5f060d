-- wrk -s flow.lua URL -- FILE PATH AUTHORIZATION BODY: authorization codes asked for and redeemed.
-- FILE has the requests that are answered by a redirection with a code, as for load.lua; a POST to
-- PATH with this header and BODY, which ends in "code=", redeems it. Counts the flows that ended in
-- an ID token, and prints one line of JSON; "told" is the first answer that was no good.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init(args)
  asking, sent, codes, flows, bad = {}, number, {}, 0, ""
  for line in io.lines(args[1]) do
    local path, _, cookie = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t")
    local headers = {["Cookie"] = cookie, ["Accept"] = "text/html"}
    table.insert(asking, wrk.format("GET", path, headers))
  end
  redeeming = {path = args[2], body = args[4], headers = {
    ["Authorization"] = args[3], ["Content-Type"] = "application/x-www-form-urlencoded"}}
end

function request()
  local code = table.remove(codes)
  if code then
    return wrk.format("POST", redeeming.path, redeeming.headers, redeeming.body .. code)
  end
  sent = sent + 1
  return asking[sent % #asking + 1]
end

function response(status, headers, body)
  local location = headers["Location"] or headers["location"]
  local code = location and location:match("[?&]code=([^&]+)")
  if code then
    table.insert(codes, code)
  elseif status == 200 and body:find('"id_token"', 1, true) then
    flows = flows + 1
  elseif bad == "" then
    bad = status .. " " .. (location or body):gsub('[%c"\\]', " "):sub(1, 200)
  end
end

function done(summary, latency)
  local all, refused, first = 0, 0, ""
  for _, thread in ipairs(threads) do
    all = all + thread:get("flows")
    local told = thread:get("bad")
    if told ~= "" then refused, first = refused + 1, told end
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "refused": %d, ' ..
    '"broken": %d, "exhausted": false, "told": "%s"}\n',
    all, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    refused, errors.connect + errors.read + errors.write + errors.timeout, first))
end
