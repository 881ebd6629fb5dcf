package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"

	"traject/api"
	"traject/kern/begrip"
)

// batchBytes is how much input one worker takes at a time: enough to make handing over
// cheap, little enough to keep answers flowing and memory flat.
const batchBytes = 128 << 10

// gcPercent lets garbage grow further before it is collected: dossiers come and go by the
// thousand and little of them stays alive, so memory stays flat all the same.
const gcPercent = 400

// batch is a run of whole lines on its way through a worker.
type batch struct {
	lines []line
	out   []byte
	err   []byte
	done  chan struct{}
}

type line struct {
	number  int
	content []byte
	tooLong bool
}

// lines answers JSON Lines: one dossier a line, in order, on all cores. A faulty line gets
// its lines on stderr and the others are still answered.
func (c *calculation) lines(in io.Reader) bool {
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	workers := runtime.GOMAXPROCS(0)
	order, work := make(chan *batch, 2*workers), make(chan *batch, workers)
	for range workers {
		go func() {
			for b := range work {
				c.answer(b)
				close(b.done)
			}
		}()
	}
	go func() {
		defer close(order)
		defer close(work)
		split(in, func(b *batch) {
			order <- b
			work <- b
		})
	}()
	ok := true
	for b := range order {
		<-b.done
		if len(b.err) > 0 {
			ok = false
			if _, err := c.err.Write(b.err); err != nil {
				continue
			}
		}
		if _, err := c.out.Write(b.out); err != nil {
			ok = false
		}
		b.out = b.out[:0]
		buffers.Put(&b.out)
	}
	return ok
}

// buffers keeps room for answers between batches.
var buffers = sync.Pool{New: func() any {
	room := make([]byte, 0, 16*batchBytes)
	return &room
}}

// answer calculates all lines of a batch.
func (c *calculation) answer(b *batch) {
	b.out = *buffers.Get().(*[]byte)
	for _, l := range b.lines {
		name := "-:" + strconv.Itoa(l.number)
		if l.tooLong {
			b.err = api.Foutregels(b.err, name, []begrip.Weigering{{Code: api.TeGroot, Zin: "Deze regel is groter dan 4 MiB."}})
			continue
		}
		u, faults := api.LeesEnBereken(c.book, l.content, api.JSON, c.question)
		if len(faults) > 0 {
			b.err = api.Foutregels(b.err, name, faults)
			continue
		}
		u.Bestand = name
		if c.asText {
			b.out = append(api.SchrijfTekst(b.out, u), '\n')
			continue
		}
		b.out = append(api.SchrijfAntwoord(b.out, u), '\n')
	}
	b.lines = nil
}

// split cuts the input into batches of whole lines; empty lines are passed over. A line that
// is too long is dropped while reading, so that it never fills the memory.
func split(in io.Reader, hand func(*batch)) {
	r := bufio.NewReaderSize(in, 1<<16)
	b, size := &batch{done: make(chan struct{})}, 0
	for number := 1; ; number++ {
		content, tooLong, err := readLine(r)
		if len(bytes.TrimSpace(content)) > 0 || tooLong {
			b.lines = append(b.lines, line{number, content, tooLong})
			size += len(content)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			b.lines = append(b.lines, line{number: number, content: []byte{0}}) // refused as unreadable
		}
		if size >= batchBytes || (err != nil && len(b.lines) > 0) {
			hand(b)
			b, size = &batch{done: make(chan struct{})}, 0
		}
		if err != nil {
			return
		}
	}
}

func readLine(r *bufio.Reader) (content []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(content)+len(part) > api.MeesteBytes+1 {
			content, tooLong = nil, true
		}
		if !tooLong {
			content = append(content, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return content, tooLong, err
		}
	}
}
