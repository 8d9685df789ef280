"""
The Lua that queue, worker and ticker run in Redis: each script is one atomic step.

Keys are built inside the scripts from RQ's prefix, so one server (or a primary with replicas) is
assumed, not a Redis Cluster. Every script starts with `PREFIX`, which reads the first argument.
"""

from __future__ import annotations

from typing import Final

PREFIX: Final = """
local rq = ARGV[1]
local function job_key(id) return rq .. ':job:' .. id end
local function queue_key(name) return rq .. ':queue:' .. name end
local function bell_key(name) return 'millrace:doorbell:' .. name end
"""

# Beyond this depth a queue is not searched: the job is taken to be in it.
_IS_QUEUED: Final = """
local function is_queued(id, name)
  local waiting = redis.call('LLEN', queue_key(name))
  if waiting == 0 or waiting > 200 then return waiting > 0 end
  return redis.call('LPOS', queue_key(name), id) ~= false
end
"""

# One bell per queue, so that a worker that serves a part of them wakes nobody else's.
_ENQUEUE: Final = """
local function enqueue(id, name, ttl, fields, side)
  local status = redis.call('HGET', job_key(id), 'status')
  if status == 'queued' and is_queued(id, name) then return 0 end
  redis.call('DEL', job_key(id))
  redis.call('HSET', job_key(id), unpack(fields))
  redis.call('EXPIRE', job_key(id), ttl)
  redis.call('SADD', rq .. ':queues', queue_key(name))
  redis.call(side or 'RPUSH', queue_key(name), id)
  if redis.call('RPUSH', bell_key(name), '1') > 64 then redis.call('LPOP', bell_key(name)) end
  return 1
end
local function enqueue_packed(at, side)
  local fields = {}
  local count = tonumber(ARGV[at + 3])
  for i = 1, count do fields[i] = ARGV[at + 3 + i] end
  return enqueue(ARGV[at], ARGV[at + 1], ARGV[at + 2], fields, side), at + 4 + count
end
"""

# ARGV: rq, RPUSH or LPUSH, then for each job: id, queue, ttl, number of strings that follow,
# field, value, …
PUSH: Final = (
    PREFIX
    + _IS_QUEUED
    + _ENQUEUE
    + """
local at, pushed = 3, 0
while ARGV[at] do
  local new
  new, at = enqueue_packed(at, ARGV[2])
  pushed = pushed + new
end
return pushed
"""
)

# ARGV: rq, then for each job: id, queue. Returns 1 where nobody will ever run it.
UNDELIVERED: Final = (
    PREFIX
    + _IS_QUEUED
    + """
local function is_gone(id, name)
  local status, worker = unpack(redis.call('HMGET', job_key(id), 'status', 'worker_name'))
  if status == 'queued' then return not is_queued(id, name) end
  if status ~= 'started' then return true end
  return redis.call('EXISTS', rq .. ':worker:' .. (worker or '')) == 0
end
local gone = {}
for at = 2, #ARGV, 2 do gone[#gone + 1] = is_gone(ARGV[at], ARGV[at + 1]) and 1 or 0 end
return gone
"""
)

# KEYS: sorted set of schedules. ARGV: rq, schedule id, expected score, next score or '', and
# perhaps a job as in PUSH. Returns whether this caller moved the schedule on.
FIRE: Final = (
    PREFIX
    + _IS_QUEUED
    + _ENQUEUE
    + """
local score = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not score or tonumber(score) ~= tonumber(ARGV[3]) then return 0 end
if ARGV[5] then enqueue_packed(5) end
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[1], ARGV[2])
else
  redis.call('ZADD', KEYS[1], 'XX', ARGV[4], ARGV[2])
end
return 1
"""
)

# ARGV: rq, worker, execution id, now (epoch), now (RQ's text), lease seconds, may pop (1 or 0),
# number of queues, their names in order, and perhaps the job to finish first: id, execution id,
# queue, result ttl, started (epoch), ended (epoch), ended (text).
# Returns {state, …}: 'gone' (this worker's key vanished), 'suspended', 'empty',
# 'missing' (no such job, or no job at all) with job id and queue, 'job' with job id, queue and
# the fields of its hash.
NEXT: Final = (
    PREFIX
    + """
local worker, execution, now, now_text, lease = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local queues = tonumber(ARGV[8])
local worker_key = rq .. ':worker:' .. worker

local function end_execution(id, name, ended_execution)
  local composite = id .. ':' .. ended_execution
  redis.call('ZREM', rq .. ':wip:' .. name, composite)
  redis.call('SREM', worker_key .. ':executions', composite)
  redis.call('DEL', rq .. ':execution:' .. composite)
  redis.call('ZREM', rq .. ':executions:' .. id, ended_execution)
end

local function finish(id, ended_execution, name, ttl, started, ended, ended_text)
  end_execution(id, name, ended_execution)
  local status, owner = unpack(redis.call('HMGET', job_key(id), 'status', 'worker_name'))
  if status == 'started' and owner == worker then
    local results = rq .. ':results:' .. id
    redis.call('HSET', job_key(id), 'status', 'finished', 'ended_at', ended_text)
    redis.call('EXPIRE', job_key(id), ttl)
    redis.call('XADD', results, 'MAXLEN', '10', '*', 'type', '1', 'worker_name', worker,
      'execution_id', ended_execution, 'execution_started_at', started,
      'execution_ended_at', ended)
    redis.call('EXPIRE', results, ttl)
    redis.call('ZREMRANGEBYSCORE', rq .. ':finished:' .. name, '-inf', now)
    redis.call('ZADD', rq .. ':finished:' .. name, math.floor(now) + ttl, id)
  end
  if redis.call('EXISTS', worker_key) == 1 then
    redis.call('HINCRBY', worker_key, 'successful_job_count', 1)
    redis.call('HINCRBYFLOAT', worker_key, 'total_working_time', ended - started)
  end
end

local function start(id)
  local composite = id .. ':' .. execution
  redis.call('HSET', job_key(id), 'status', 'started', 'started_at', now_text,
    'last_heartbeat', now_text, 'worker_name', worker)
  redis.call('PERSIST', job_key(id))
  redis.call('HSET', rq .. ':execution:' .. composite, 'id', execution, 'job_id', id,
    'created_at', now, 'last_heartbeat', now, 'worker_name', worker)
  redis.call('EXPIRE', rq .. ':execution:' .. composite, lease)
  redis.call('ZADD', rq .. ':executions:' .. id, math.floor(now) + lease, execution)
  redis.call('EXPIRE', rq .. ':executions:' .. id, lease)
  redis.call('SADD', worker_key .. ':executions', composite)
  redis.call('EXPIRE', worker_key .. ':executions', lease)
  redis.call('HSET', worker_key, 'state', 'busy')
end

local function pop()
  if redis.call('EXISTS', worker_key) == 0 then return {'gone'} end
  if ARGV[7] == '0' then return {'empty'} end
  if redis.call('EXISTS', rq .. ':suspended') == 1 then return {'suspended'} end
  for i = 1, queues do
    local name = ARGV[8 + i]
    local id = redis.pcall('LPOP', queue_key(name))
    if type(id) == 'string' then
      local fields = redis.pcall('HGETALL', job_key(id))
      if fields.err or redis.call('HEXISTS', job_key(id), 'data') == 0 then
        return {'missing', id, name}
      end
      start(id)
      redis.call('ZADD', rq .. ':wip:' .. name, math.floor(now) + lease, id .. ':' .. execution)
      return {'job', id, name, fields}
    end
    redis.call('DEL', bell_key(name))
  end
  redis.call('HSET', worker_key, 'state', 'idle')
  return {'empty'}
end

local done = 9 + queues
if ARGV[done] then
  finish(ARGV[done], ARGV[done + 1], ARGV[done + 2], ARGV[done + 3], ARGV[done + 4],
    ARGV[done + 5], ARGV[done + 6])
end
return pop()
"""
)
