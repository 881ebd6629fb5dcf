package duo

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// Papieren zijn ons certificaat met zijn sleutel en de uitgevers die wij vertrouwen, uit
// bestanden. Een certificaat gaat een paar jaar mee: wie het vernieuwt zet de nieuwe
// bestanden neer, en de eerstvolgende verbinding gebruikt ze, zonder herstart. Deugen de
// nieuwe niet, dan blijven de oude gelden tot er weer andere staan.
type Papieren struct {
	cert, sleutel, ca string
	keur              func(*x509.Certificate) error // mag nil zijn

	mu        sync.Mutex
	gelezen   [3]bestandsstand
	paar      *tls.Certificate // nil zonder certificaat
	uitgevers *x509.CertPool   // nil is die van de machine
	fout      string           // waarom nieuwe bestanden niet gelden; leeg als zij dat doen
}

// bestandsstand is waaraan te zien is dat een bestand is veranderd.
type bestandsstand struct {
	gewijzigd time.Time
	lengte    int64
}

// LeesPapieren leest de bestanden; een lege naam is geen bestand. Een fout noemt de instelling.
func LeesPapieren(cert, sleutel, ca string, keur func(*x509.Certificate) error) (*Papieren, error) {
	p := &Papieren{cert: cert, sleutel: sleutel, ca: ca, keur: keur}
	p.gelezen = p.stand()
	var err error
	p.paar, p.uitgevers, err = p.lees()
	return p, err
}

func (p *Papieren) stand() (uit [3]bestandsstand) {
	for i, pad := range []string{p.cert, p.sleutel, p.ca} {
		if pad == "" {
			continue
		}
		if s, err := os.Stat(pad); err == nil { // is het er niet, dan zegt lezen dat wel
			uit[i] = bestandsstand{s.ModTime(), s.Size()}
		}
	}
	return uit
}

func (p *Papieren) lees() (*tls.Certificate, *x509.CertPool, error) {
	var uitgevers *x509.CertPool
	if p.ca != "" {
		pem, err := os.ReadFile(p.ca)
		if err != nil {
			return nil, nil, fmt.Errorf("de vertrouwde uitgevers (TRAJECT_DUO_CA) lezen: %w", err)
		}
		uitgevers = x509.NewCertPool()
		if !uitgevers.AppendCertsFromPEM(pem) {
			return nil, nil, errors.New("in het bestand met vertrouwde uitgevers (TRAJECT_DUO_CA) staat geen certificaat")
		}
	}
	if p.cert == "" && p.sleutel == "" {
		return nil, uitgevers, nil
	}
	paar, err := tls.LoadX509KeyPair(p.cert, p.sleutel)
	if err != nil {
		return nil, nil, fmt.Errorf("certificaat en sleutel (TRAJECT_DUO_CERT en TRAJECT_DUO_KEY) lezen: %w", err)
	}
	if p.keur != nil {
		if err := p.keur(paar.Leaf); err != nil {
			return nil, nil, err
		}
	}
	return &paar, uitgevers, nil
}

// Nu geeft wat op dit moment geldt, en leest de bestanden opnieuw als zij veranderd zijn.
func (p *Papieren) Nu() (*tls.Certificate, *x509.CertPool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.stand(); s != p.gelezen {
		p.gelezen = s
		paar, uitgevers, err := p.lees()
		if err != nil { // certificaat en sleutel komen na elkaar: halverwege passen zij niet
			p.fout = "het nieuwe certificaat is niet te gebruiken; het oude geldt nog"
		} else {
			p.paar, p.uitgevers, p.fout = paar, uitgevers, ""
		}
	}
	return p.paar, p.uitgevers
}

// Certificaat geeft ons certificaat zoals het nu geldt; nil zonder.
func (p *Papieren) Certificaat() *x509.Certificate {
	if paar, _ := p.Nu(); paar != nil {
		return paar.Leaf
	}
	return nil
}

// Fout zegt in gewone woorden dat nieuwe bestanden niet deugen; leeg is goed.
func (p *Papieren) Fout() string {
	p.Nu()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fout
}

// Loket geeft de TLS van een adres waarop DUO aanklopt: beide kanten tonen een certificaat.
func (p *Papieren) Loket() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, ClientAuth: tls.RequireAndVerifyClientCert, GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		paar, uitgevers := p.Nu()
		return &tls.Config{MinVersion: tls.VersionTLS12, ClientAuth: tls.RequireAndVerifyClientCert, Certificates: []tls.Certificate{*paar}, ClientCAs: uitgevers}, nil
	}}
}

// bel legt een verbinding met de papieren van dat moment.
func (p *Papieren) bel(in *tls.Config) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, netwerk, adres string) (net.Conn, error) {
		naam, _, err := net.SplitHostPort(adres)
		if err != nil {
			return nil, err
		}
		nu := in.Clone()
		_, nu.RootCAs = p.Nu()
		nu.ServerName = naam
		d := tls.Dialer{Config: nu}
		return d.DialContext(ctx, netwerk, adres)
	}
}
