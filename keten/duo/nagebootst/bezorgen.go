package nagebootst

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"traject/kern/begrip"
)

// Bericht is een notificatie die op bezorging wacht of is bezorgd.
type Bericht struct {
	ID       string // berichtId; bij opnieuw bezorgen hetzelfde
	Gemeente string
	Code     string
	BSN      string // leeg als alleen het V-nummer meegaat
	VNummer  int64
	Moment   time.Time
}

// onthoud noteert een gebeurtenis en zet haar klaar voor de gemeente van deze persoon.
func (d *DUO) onthoud(p *Persoon, code string, dag begrip.Datum) {
	if naar := p.thuis(); naar != "" {
		d.zetKlaar(p, naar, code, dag)
	}
}

// zetKlaar noteert een gebeurtenis en maakt er een bericht van. Het slot is dicht.
func (d *DUO) zetKlaar(p *Persoon, naar, code string, dag begrip.Datum) Bericht {
	p.Gebeurtenis = append(p.Gebeurtenis, Gebeurtenis{kaal(code), dag})
	d.verstuurd++
	jaar, maand, x := dag.Delen()
	// Elk bericht heeft een eigen seconde, zodat de volgorde van registreren blijft staan.
	moment := time.Date(jaar, time.Month(maand), x, 6, 0, int(d.verstuurd%36_000), 0, time.UTC)
	b := Bericht{ID: d.kenmerk(), Gemeente: naar, Code: code, BSN: p.BSN, VNummer: p.VNummer, Moment: moment}
	d.wachtend = append(d.wachtend, b)
	return b
}

// kenmerk maakt een uuid uit het zaad en het volgnummer.
func (d *DUO) kenmerk() string {
	var in [16]byte
	binary.BigEndian.PutUint64(in[:8], d.o.Zaad)
	binary.BigEndian.PutUint64(in[8:], d.verstuurd)
	som := sha256.Sum256(in[:])
	som[6] = som[6]&0x0f | 0x40
	som[8] = som[8]&0x3f | 0x80
	h := hex.EncodeToString(som[:16])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Gebeur laat iets gebeuren en bezorgt de notificatie meteen. Lukt het bezorgen niet, dan
// blijft zij wachten.
func (d *DUO) Gebeur(ctx context.Context, bsn, code string, dag begrip.Datum) (Bericht, error) {
	b, err := d.Verander(bsn, code, dag)
	if err != nil {
		return b, err
	}
	return b, d.Bezorg(ctx, b)
}

// Wachtend geeft wat nog niet is bezorgd, in de volgorde van registreren.
func (d *DUO) Wachtend() []Bericht {
	d.slot.Lock()
	defer d.slot.Unlock()
	return append([]Bericht{}, d.wachtend...)
}

// Wanorde zegt hoe rommelig de bezorging is. Uit hetzelfde zaad komt dezelfde rommel.
type Wanorde struct {
	Dooreen bool
	Dubbel  int // van de honderd berichten komen er zoveel nog een keer
	Zaad    uint64
}

// Schik geeft de berichten in de volgorde waarin zij bezorgd worden.
func (w Wanorde) Schik(in []Bericht) []Bericht {
	toeval := rand.New(rand.NewPCG(w.Zaad, uint64(len(in))))
	uit := append([]Bericht{}, in...)
	for _, b := range in {
		if toeval.IntN(100) < w.Dubbel {
			uit = append(uit, b)
		}
	}
	if w.Dooreen {
		toeval.Shuffle(len(uit), func(i, j int) { uit[i], uit[j] = uit[j], uit[i] })
	}
	return uit
}

// BezorgWachtend bezorgt alles wat wacht. Wat niet lukt blijft wachten; de fouten komen
// samen terug.
func (d *DUO) BezorgWachtend(ctx context.Context, w Wanorde) error {
	var fouten []error
	for _, b := range w.Schik(d.Wachtend()) {
		if err := d.Bezorg(ctx, b); err != nil {
			fouten = append(fouten, err)
		}
	}
	return errors.Join(fouten...)
}

// Geweigerd zegt dat de gemeente een notificatie niet aannam.
type Geweigerd struct{ Status int }

func (g *Geweigerd) Error() string {
	return fmt.Sprintf("nagebootst DUO: de gemeente antwoordde %d op een notificatie", g.Status)
}

// Bezorg brengt één notificatie naar de gemeente. Nog eens bezorgen mag.
func (d *DUO) Bezorg(ctx context.Context, b Bericht) error {
	d.slot.Lock()
	punt, ok := d.o.Meldpunten[b.Gemeente]
	kijk := d.o.Kijk
	d.slot.Unlock()
	if !ok {
		return fmt.Errorf("nagebootst DUO: van gemeente %s is geen meldpunt bekend", b.Gemeente)
	}
	heen, err := json.Marshal(notificatieBericht{b.Moment.Format(time.RFC3339), b.Code, b.BSN, b.VNummer})
	if err != nil {
		return fmt.Errorf("nagebootst DUO: notificatie opschrijven: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, punt.Adres+"/notificaties", bytes.NewReader(heen))
	if err != nil {
		return fmt.Errorf("nagebootst DUO: notificatie maken: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("bron", d.o.OIN)
	r.Header.Set("doel", punt.OIN)
	r.Header.Set("berichtId", b.ID)
	client := punt.Client
	if client == nil {
		client = http.DefaultClient
	}
	a, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("nagebootst DUO: notificatie bezorgen: %w", err)
	}
	terug, err := io.ReadAll(io.LimitReader(a.Body, maxLichaam))
	if err = errors.Join(err, a.Body.Close()); err != nil {
		return fmt.Errorf("nagebootst DUO: antwoord van de gemeente lezen: %w", err)
	}
	if kijk != nil {
		kijk(Uitwisseling{Verzoek: r, Heen: heen, Status: a.StatusCode, Kop: a.Header, Terug: terug})
	}
	if a.StatusCode != http.StatusCreated {
		return &Geweigerd{a.StatusCode}
	}
	d.bezorgd(b.ID)
	return nil
}

func (d *DUO) bezorgd(id string) {
	d.slot.Lock()
	defer d.slot.Unlock()
	for i := range d.wachtend {
		if d.wachtend[i].ID == id {
			d.wachtend = append(d.wachtend[:i], d.wachtend[i+1:]...)
			return
		}
	}
}
