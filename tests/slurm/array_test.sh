#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A replay as a Slurm job array, with a controller and three node daemons on this machine, one of which is killed while
# its task runs: the merged result is that of a single replay, byte for byte.
#   array_test.sh PROVISO GENERATOR
# Exit code 77, with the reason, where Slurm cannot be run here: Debian's slurm-wlm, as root.
set -euo pipefail
proviso=$(realpath "$1")
generator=$(realpath "$2")
tree=$(cd "$(dirname "$0")/../.." && pwd)
skip() {
  echo "skipped: $*"
  exit 77
}
for program in slurmctld slurmd sbatch squeue scontrol; do
  command -v "$program" >/dev/null || skip "there is no $program; apt-get install slurm-wlm"
done
[ "$(id -u)" = 0 ] || skip "node daemons of several names on one machine need root"

work=$(mktemp -d)
export SLURM_CONF="$work/slurm.conf"
pids=()
clean_up() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  pkill -9 -f "$work" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

host=$(hostname -s)
port=$((20000 + RANDOM % 20000))
mkdir -p "$work/state"
{
  echo "ClusterName=proviso"
  echo "SlurmctldHost=$host(127.0.0.1)"
  echo "SlurmUser=root"
  echo "AuthType=auth/none"
  echo "CredType=cred/none"
  echo "ProctrackType=proctrack/linuxproc"
  echo "TaskPlugin=task/none"
  echo "JobAcctGatherType=jobacct_gather/none"
  echo "MpiDefault=none"
  echo "SelectType=select/cons_tres"
  echo "SelectTypeParameters=CR_Core"
  echo "ReturnToService=2"
  echo "SlurmctldPort=$port"
  echo "SlurmctldPidFile=$work/slurmctld.pid"
  echo "SlurmdPidFile=$work/slurmd.%n.pid"
  echo "SlurmdSpoolDir=$work/spool.%n"
  echo "StateSaveLocation=$work/state"
  echo "SlurmctldLogFile=$work/slurmctld.log"
  echo "SlurmdLogFile=$work/slurmd.%n.log"
  # A node that does not answer is down after so many seconds, and its tasks go to the others.
  echo "SlurmdTimeout=5"
  echo "SlurmctldTimeout=5"
  echo "KillWait=2"
  echo "MessageTimeout=5"
  echo "SchedulerParameters=sched_interval=1,batch_sched_delay=0,requeue_delay=1"
  for i in 1 2 3; do
    echo "NodeName=n$i NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + i)) CPUs=1 State=UNKNOWN"
  done
  echo "PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP"
} >"$SLURM_CONF"

slurmctld -D >"$work/controller.out" 2>&1 &
pids+=($!)
for i in 1 2 3; do
  mkdir -p "$work/spool.n$i"
  slurmd -D -N "n$i" >"$work/n$i.out" 2>&1 &
  pids+=($!)
done
for _ in $(seq 60); do
  [ "$(sinfo -h -t idle -o %D 2>/dev/null | awk '{ n += $1 } END { print n + 0 }')" = 3 ] && break
  sleep 0.5
done
[ "$(sinfo -h -t idle -o %D 2>/dev/null | awk '{ n += $1 } END { print n + 0 }')" = 3 ] || {
  tail -n 5 "$work"/*.out "$work"/*.log >&2 || true
  skip "the node daemons do not come up here"
}

cd "$work"
"$generator" 2000 1 "$tree/tests/bench/yardstick/holidays.txt" events.csv by-case.csv
cp "$tree/samples/bench/wsoa.proviso" "$tree/samples/bench/map.yaml" .
mkdir -p calendars && cp "$tree/rules/calendars/england.yaml" calendars/
"$proviso" replay wsoa.proviso --events events.csv --map map.yaml --findings findings.csv >whole.txt
mv findings.csv whole.csv

# Every first run of a task tarries, so that the node can be killed while it runs.
cat >task.sh <<TASK
#!/bin/bash
cd "$work"
echo "\$SLURM_ARRAY_TASK_ID \$SLURMD_NODENAME \${SLURM_RESTART_COUNT:-0}" >>ran.txt
sleep 3
"$proviso" replay wsoa.proviso --events events.csv --map map.yaml --findings findings.csv \\
  --shard "\$SLURM_ARRAY_TASK_ID/6" --out "part-\$SLURM_ARRAY_TASK_ID.json"
TASK
sbatch --parsable --requeue --array=1-6 --output="$work/task-%a.out" task.sh >job.txt
for _ in $(seq 60); do
  grep -q " n2 " ran.txt 2>/dev/null && break
  sleep 0.2
done
grep -q " n2 " ran.txt || {
  squeue >&2
  tail -n 5 "$work"/slurmctld.log "$work"/*.out >&2
  echo "no task was started on n2" >&2
  exit 1
}
killed=$(awk '$2 == "n2" { print $1; exit }' ran.txt)
kill -9 "${pids[2]}"
# With it what it has started: the task, and the daemon above that.
for environment in /proc/[0-9]*/environ; do
  tr '\0' '\n' <"$environment" 2>/dev/null | grep -qx "SLURMD_NODENAME=n2" || continue
  task=${environment#/proc/}
  task=${task%/environ}
  kill -9 "$(awk '/^PPid/ { print $2 }' "/proc/$task/status")" "$task" 2>/dev/null || true
done
echo "killed n2 while it ran shard $killed"

for _ in $(seq 400); do
  [ -z "$(squeue -h 2>/dev/null)" ] && break
  # Slurm lets a task that it puts back wait for two minutes; nothing here depends on that.
  for job in $(squeue -h -t PENDING -o "%A %r" | awk '$2 == "BeginTime" { print $1 }'); do
    scontrol update JobId="$job" StartTime=now 2>/dev/null || true
  done
  sleep 0.5
done
[ -z "$(squeue -h)" ] || {
  squeue >&2
  tail -n 20 "$work"/slurmctld.log >&2
  echo "the array does not come to an end" >&2
  exit 1
}
runs=$(awk -v shard="$killed" '$1 == shard' ran.txt | wc -l)
echo "shard $killed was started $runs times; the array was run as:"
cat ran.txt
[ "$runs" -ge 2 ] || {
  echo "the killed task was not started again" >&2
  exit 1
}
"$proviso" merge part-*.json >merged.txt
cmp merged.txt whole.txt
cmp findings.csv whole.csv
echo "the merged result is that of a single replay"
