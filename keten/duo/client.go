package duo

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"traject/kern/begrip"
)

// De diensten die geen signaal laat lezen.
const (
	Gebeurtenissen  API = "gebeurtenis"
	Boetes          API = "boete"
	Contactpersonen API = "contactpersoon"
	Aanbod          API = "inburgeringsaanbod"
	Modules         API = "map-pvt-zroute"
	GevolgdeUren    API = "gevolgdeuren"
	Notificaties    API = "notificatie" // die bieden wij zelf aan
)

// Versies zijn alle diensten met de versie waarvoor dit is gebouwd.
var Versies = map[API]string{
	Notificaties: VersieNotificatie, Inburgeringsplicht: "1.2.2", LeerbaarheidstoetsAPI: "1.2.0", Inburgeringstermijn: "1.0.0",
	Gebeurtenissen: "1.0.0", Verlengingen: "1.0.0", Vrijstellingen: "1.0.0", Ontheffingen: "1.0.0", PIP: "1.2.0",
	Contactpersonen: "1.0.0", Aanbod: "1.2.0", Modules: "1.0.0", GevolgdeUren: "1.0.0", Examens: "1.0.0", Boetes: "1.0.0",
}

// AlleAPIs zijn de diensten van DUO, in de volgorde van de beschrijving.
var AlleAPIs = []API{Inburgeringsplicht, LeerbaarheidstoetsAPI, Inburgeringstermijn, Gebeurtenissen, Verlengingen, Vrijstellingen,
	Ontheffingen, PIP, Contactpersonen, Aanbod, Modules, GevolgdeUren, Examens, Boetes}

// Verbinding zegt hoe DUO te bereiken is. Certificaat, Sleutel en CA zijn bestanden.
type Verbinding struct {
	URL                      string // TRAJECT_DUO_URL, met de versie erin: "https://naam:poort/v1"
	EigenOIN                 string // TRAJECT_OIN, in de kop bron
	DUOOIN                   string // TRAJECT_DUO_OIN, in de kop doel
	Certificaat, Sleutel, CA string
	Gateway                  bool             // een gateway neemt het certificaat, en zo nodig de versleuteling, over
	Wachttijd                time.Duration    // voor één verzoek; 0 is 15 seconden
	APIs                     []API            // welke aan staan; leeg is alle
	Verbindingen             int              // hooguit tegelijk open; 0 is 10
	Klok                     func() time.Time // nil is de klok van de machine
	// Spoor zet in de koppen bij welk spoor een verzoek hoort (W3C Trace Context); nil is geen.
	Spoor func(context.Context, http.Header)
}

// Client spreekt met DUO. Hij mag door velen tegelijk worden gebruikt en schrijft zelf
// niets in een logboek.
type Client struct {
	v        Verbinding
	adres    string
	http     *http.Client
	papieren *Papieren
	mu       sync.Mutex
	contact  Contact
	gezien   map[API]Gezien
}

// Gezien is de laatste versie die een dienst van DUO noemde.
type Gezien struct {
	Versie string
	Moment time.Time
}

// Contact is het laatste contact met DUO.
type Contact struct {
	Antwoord time.Time // laatste antwoord, welk ook; leeg is nog geen
	Storing  string    // van het laatste verzoek; leeg als er een antwoord kwam
}

// Grenzen van één verzoek.
const (
	wachttijd    = 15 * time.Second
	verbindingen = 10
	maxAntwoord  = 1 << 20 // bytes; de langste lijst van DUO blijft daar ver onder
	maxKoppen    = 32 << 10
)

// NieuweClient leest de instellingen en faalt met één duidelijke zin als er iets niet klopt.
func NieuweClient(v Verbinding) (*Client, error) {
	if v.Klok == nil {
		v.Klok = time.Now
	}
	if v.Wachttijd <= 0 {
		v.Wachttijd = wachttijd
	}
	if v.Verbindingen <= 0 {
		v.Verbindingen = verbindingen
	}
	if !isOIN(v.EigenOIN) || !isOIN(v.DUOOIN) {
		return nil, errors.New("een OIN (TRAJECT_OIN, TRAJECT_DUO_OIN) is 20 cijfers")
	}
	for _, a := range v.APIs {
		if Versies[a] == "" {
			return nil, fmt.Errorf("DUO heeft geen dienst %q (TRAJECT_DUO_APIS)", a)
		}
	}
	adres, err := keurAdres(v)
	if err != nil {
		return nil, err
	}
	in, papieren, err := tlsVan(v, v.Klok)
	if err != nil {
		return nil, err
	}
	return &Client{v: v, adres: adres, papieren: papieren, gezien: map[API]Gezien{}, http: &http.Client{
		Timeout: v.Wachttijd,
		Transport: &http.Transport{ // Proxy blijft leeg: een omweg hoort in de instellingen te staan
			DialTLSContext: papieren.bel(in), DisableCompression: true, MaxResponseHeaderBytes: maxKoppen,
			MaxConnsPerHost: v.Verbindingen, MaxIdleConnsPerHost: v.Verbindingen, IdleConnTimeout: time.Minute,
		},
		// Doorverwijzen zou het adres met het burgerservicenummer aan een ander geven.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func isOIN(t string) bool {
	return len(t) == lengteOIN && strings.Trim(t, "0123456789") == ""
}

// Sluit sluit de verbindingen die nog openstaan.
func (c *Client) Sluit() { c.http.CloseIdleConnections() }

// Aan zegt of een dienst aan staat.
func (c *Client) Aan(a API) bool { return len(c.v.APIs) == 0 || slices.Contains(c.v.APIs, a) }

// Certificaat geeft ons certificaat; nil als een gateway het heeft.
func (c *Client) Certificaat() *x509.Certificate { return c.papieren.Certificaat() }

// CertificaatFout zegt dat een nieuw certificaat niet te gebruiken is; leeg is goed.
func (c *Client) CertificaatFout() string { return c.papieren.Fout() }

// Contact geeft het laatste contact.
func (c *Client) Contact() Contact {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.contact
}

// GezienVan geeft de versie die een dienst het laatst noemde; leeg is nog niet gezien.
func (c *Client) GezienVan(a API) Gezien {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gezien[a]
}

// opdracht is één vraag of bericht.
type opdracht struct {
	api       API
	methode   string
	pad       string // onder het adres; kan een burgerservicenummer bevatten
	berichtID string
	inhoud    []byte // JSON; nil is geen
}

// antwoord is wat DUO teruggaf, met een status van 200 tot en met 299, of 404 met versie.
type antwoord struct {
	status int
	inhoud []byte
}

// doe stuurt één verzoek. Geen enkele fout noemt het adres of wat erin staat.
func (c *Client) doe(ctx context.Context, v opdracht) (antwoord, error) {
	a, err := c.stuur(ctx, v)
	c.mu.Lock()
	defer c.mu.Unlock()
	var s *Storing
	if errors.As(err, &s) && s.Status == 0 {
		c.contact.Storing = s.Reden
	} else {
		c.contact = Contact{Antwoord: c.v.Klok()}
		if s != nil {
			c.contact.Storing = s.Reden
		}
	}
	return a, err
}

func (c *Client) stuur(ctx context.Context, v opdracht) (antwoord, error) {
	var lichaam io.Reader
	if v.inhoud != nil {
		lichaam = bytes.NewReader(v.inhoud)
	}
	r, err := http.NewRequestWithContext(ctx, v.methode, c.adres+v.pad, lichaam)
	if err != nil { // de fout van het pakket noemt het adres
		return antwoord{}, &Storing{API: v.api, Reden: "het verzoek was niet te maken"}
	}
	r.Header.Set("bron", c.v.EigenOIN)
	r.Header.Set("doel", c.v.DUOOIN)
	r.Header.Set("berichtId", v.berichtID)
	r.Header.Set("Accept", "application/json")
	if c.v.Spoor != nil {
		c.v.Spoor(ctx, r.Header)
	}
	if v.inhoud != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	w, err := c.http.Do(r)
	if err != nil {
		return antwoord{}, storingVan(ctx, v.api, err)
	}
	inhoud, err := io.ReadAll(io.LimitReader(w.Body, maxAntwoord+1))
	if sluit := w.Body.Close(); err == nil {
		err = sluit
	}
	if err != nil {
		return antwoord{}, storingVan(ctx, v.api, err)
	}
	versie := c.onthoud(v.api, w.Header)
	goed := w.StatusCode >= 200 && w.StatusCode <= 299
	if len(inhoud) > maxAntwoord {
		if goed || w.StatusCode >= 500 {
			return antwoord{}, &Storing{API: v.api, Status: w.StatusCode, Reden: "het antwoord van DUO is te groot"}
		}
		inhoud = nil
	}
	if !goed && (w.StatusCode != http.StatusNotFound || v.methode != http.MethodGet || !versie) {
		return antwoord{}, foutBij(v.api, w.StatusCode, inhoud)
	}
	if goed && v.methode == http.MethodGet {
		if soort, _, err := mime.ParseMediaType(w.Header.Get("Content-Type")); err != nil || soort != "application/json" {
			return antwoord{}, &Storing{API: v.api, Status: w.StatusCode, Reden: "het antwoord van DUO is geen JSON"}
		}
	}
	return antwoord{w.StatusCode, inhoud}, nil
}

// semver is de vorm van een versie in DUO's bestanden.
var semver = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)([-+][0-9A-Za-z.+-]+)?$`)

// onthoud bewaart de versie die een dienst noemt. Elk antwoord van DUO draagt er een; een
// antwoord zonder komt van iets anders, zoals een verkeerd adres.
func (c *Client) onthoud(a API, h http.Header) bool {
	versie := h.Get("API-Version")
	if len(versie) > 255 || !semver.MatchString(versie) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gezien[a] = Gezien{versie, c.v.Klok()}
	return true
}

// NieuwBerichtID geeft een willekeurig kenmerk voor een bericht (uuid, versie 4).
func NieuwBerichtID() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil { // sinds Go 1.24 kan dit niet meer
		panic("duo: geen willekeurige getallen")
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// vanPersoon maakt het pad van iets over één mens.
func vanPersoon(bsn begrip.BSN, rest string) string { return "/personen/" + bsn.Cijfers() + rest }
