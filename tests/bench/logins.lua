-- wrk -s logins.lua URL -- PASSWORD PEOPLE: signs "login0", "login1", ... in again and again. Who
-- is told that the service is busy (503) waits for a second, as asked. Prints one line of JSON.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  password, people = args[1], tonumber(args[2])
  sent, signed_in, busy, failed, pause = 0, 0, 0, 0, false
end

function delay()
  if not pause then return 0 end
  pause = false
  return 1000
end

function request()
  sent = sent + 1
  local body = string.format('{"username":"login%d","password":"%s"}', sent % people, password)
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
end

function response(status)
  if status == 200 then
    signed_in = signed_in + 1
  elseif status == 503 then
    busy = busy + 1
    pause = true
  else
    failed = failed + 1
  end
end

function done()
  local sums = {signed_in = 0, busy = 0, failed = 0}
  for _, thread in ipairs(threads) do
    for name in pairs(sums) do sums[name] = sums[name] + thread:get(name) end
  end
  io.write(string.format('{"signed_in": %d, "busy": %d, "failed": %d}\n',
                         sums.signed_in, sums.busy, sums.failed))
end
