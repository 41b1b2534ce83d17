#!/usr/bin/env bash
# Shows the sample team with a provider that is down: ./show.sh 529, ./show.sh hangs or ./show.sh recovers.
# The provider runs on this machine, and nothing leaves it. `recovers` takes a minute and a half, the others seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
answers=${1:-}
if [[ $answers != 529 && $answers != hangs && $answers != recovers ]]; then
  echo "Say how the provider answers: $0 529, $0 hangs or $0 recovers" >&2
  exit 2
fi

dotnet build bench -c Release -v quiet --nologo
dotnet build src/Baton.Cli -c Release -v quiet --nologo
folder=$(mktemp -d)
dotnet bench/bin/Release/net10.0/Baton.Bench.dll provider --answers "$answers" --port 0 > "$folder/provider.txt" &
provider=$!
trap 'kill "$provider"; rm -r "$folder"' EXIT
until grep -qs 'export' "$folder/provider.txt"; do
  kill -0 "$provider"
  sleep 0.1
done
eval "$(grep -o 'export .*' "$folder/provider.txt")"
baton() { dotnet src/Baton.Cli/bin/Release/net10.0/Baton.Cli.dll "$@"; }
serve=(--model openai/gpt-6-luna --store "$folder/baton.db")

team=samples/support
if [[ $answers == hangs ]]; then
  # The sample waits 100 s for one answer and 5 minutes for a turn. Here it is 10 s and 30 s.
  cp -r samples/support "$folder/support"
  sed -i.before 's/^  model_timeout: 100s$/  model_timeout: 10s\n  time: 30s/' "$folder/support/team.yaml"
  team=$folder/support
fi

if [[ $answers == recovers ]]; then
  # One process, so that its circuit opens, stays open, and closes by itself.
  charge="I've been charged \$49.99 but my plan should be \$29.99."
  {
    echo "$charge"
    for wait in 5 5 15; do sleep "$wait"; echo "Are you there?"; done
    sleep 50
    echo "$charge"
  } | baton chat "$team" "${serve[@]}" || true
else
  # A degraded answer is a failure, and the command says so by its exit code.
  baton run "$team" "${serve[@]}" || true
fi

echo
echo "What the provider was asked:"
grep -E '^[0-9:]+ request' "$folder/provider.txt" | sed 's/^/  /'
echo
baton status --store "$folder/baton.db"
