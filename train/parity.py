#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Expected results of a model file on a few sentences of our own, for the C side's parity test.

Usage: parity.py --model FILE --out FOLDER     writes parity.txt (input, one tokenised sentence a line) and parity-SIZE.tsv, SIZE the end of
the file's name (accurate, fast):
  # model NAME
  S  n                                          a sentence of n words
  W  form tag lemma head label ner margin-bits  one a word (margin as the fp32 bit pattern in hex)
  H  crc                                        CRC-32C over y[0..n][N_HEAD] as little-endian fp32, the head outputs
  A  crc                                        CRC-32C over s(i,j), i = 1..n, j = 0..n, with 0.0 on the diagonal
"""
import argparse
import os
import struct

import numpy as np

import modelfile
import reference

SENTENCES = """The Egyptian president flew to Jerusalem in November 1977 and spoke before the Knesset .
On 17 September 1978 , Egypt and Israel signed two framework agreements at Camp David .
Rebels in the invented province of Ostrava Minor said on Tuesday that they had not shelled the market town of Lower Brisk .
TROOPS PULL BACK FROM BORDER
Minister Denies Report of Secret Talks With Rebel Chief
" We will not sign , " the spokeswoman told reporters , " until the last prisoner has been released . "
At least 20 people were killed and dozens wounded when a bomb exploded near the central station , police said .
Yes .
The U.N. Security Council , which met behind closed doors in New York for six hours , called on both sides to withdraw their forces to the lines they had held before the fighting broke out , to free all detainees , to open the roads to relief convoys , and to allow observers , whose number it did not give , to visit the camps .
Czechoslovakia was divided peacefully into two states at the end of 1992 .
She did n't say who 'd ordered the raid ; her aide could n't either .
Talks between Ann Example of Example Corp. and the Foreign Ministry of Sampleland collapsed in Geneva ...
www.example.org / 3,400 € – ÉLYSÉE “ quoted ”
The general 's refusal to meet the envoys worried the king , the queen and the prime minister .
sanctions : what next ?
In 1994 the African National Congress won South Africa 's first election open to all races , and Nelson Mandela was sworn in as president in Pretoria .""".split("\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    model = reference.Model(a.model)
    with open(a.out + "/parity.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(SENTENCES) + "\n")
    size = os.path.basename(a.model).split(".")[0].split("-")[-1]
    with open("%s/parity-%s.tsv" % (a.out, size), "w", encoding="utf-8") as f:
        f.write("# model %s; made by train/parity.py from parity.txt; own sentences, CC BY 4.0\n" % model.name)
        for line in SENTENCES:
            forms = line.split(" ")
            r = model.parse(forms, full=True)
            f.write("S\t%d\n" % len(forms))
            for i, form in enumerate(forms):
                bits = struct.unpack("<I", struct.pack("<f", r["margin"][i]))[0]
                f.write("W\t%s\t%s\t%s\t%d\t%s\t%s\t%08x\n" % (form, r["tag"][i], r["lemma"][i], r["head"][i], r["rel"][i],
                                                              r["ner"][i], bits))
            s = r["s"].copy()
            s[np.isinf(s)] = 0
            f.write("H\t%08x\n" % modelfile.crc32c(r["y"].astype("<f4").tobytes()))
            f.write("A\t%08x\n" % modelfile.crc32c(s.astype("<f4").tobytes()))


if __name__ == "__main__":
    main()
