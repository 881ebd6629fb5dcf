package nagebootst

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// CA is een kleine uitgever van certificaten voor proeven. Zij lijkt op PKIoverheid in wat
// ertoe doet: het OIN staat in het serienummer van de houder.
type CA struct {
	cert    *x509.Certificate
	sleutel *ecdsa.PrivateKey
	volg    int64
}

const dag = 24 * time.Hour

// NieuwCA maakt een uitgever met een eigen sleutel.
func NieuwCA() (*CA, error) {
	sleutel, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("sleutel van de uitgever maken: %w", err)
	}
	sjabloon := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Proef CA", Organization: []string{"Nagebootst"}},
		NotBefore: time.Now().Add(-dag), NotAfter: time.Now().Add(30 * dag), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, sjabloon, sjabloon, &sleutel.PublicKey, sleutel)
	if err != nil {
		return nil, fmt.Errorf("certificaat van de uitgever maken: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("certificaat van de uitgever lezen: %w", err)
	}
	return &CA{cert: cert, sleutel: sleutel, volg: 1}, nil
}

// Certificaat geeft een certificaat dat voor beide kanten van een verbinding op de eigen
// machine dient.
func (c *CA) Certificaat(oin string) (tls.Certificate, error) {
	return c.maak(oin, time.Now().Add(-dag), time.Now().Add(10*dag))
}

// Verlopen geeft een certificaat dat gisteren is verlopen.
func (c *CA) Verlopen(oin string) (tls.Certificate, error) {
	return c.maak(oin, time.Now().Add(-10*dag), time.Now().Add(-dag))
}

func (c *CA) maak(oin string, van, tot time.Time) (tls.Certificate, error) {
	sleutel, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("sleutel maken: %w", err)
	}
	c.volg++
	sjabloon := &x509.Certificate{SerialNumber: big.NewInt(c.volg), Subject: pkix.Name{CommonName: "localhost", SerialNumber: oin},
		NotBefore: van, NotAfter: tot, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames:    []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}}
	der, err := x509.CreateCertificate(rand.Reader, sjabloon, c.cert, &sleutel.PublicKey, c.sleutel)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("certificaat maken: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: sleutel}, nil
}

// Vertrouwd geeft de verzameling waarin alleen deze uitgever staat.
func (c *CA) Vertrouwd() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(c.cert)
	return pool
}

// Server geeft de instelling van een server die van de ander een certificaat eist.
func (c *CA) Server(oin string) (*tls.Config, error) {
	cert, err := c.Certificaat(oin)
	if err != nil {
		return nil, err
	}
	return &tls.Config{Certificates: []tls.Certificate{cert}, ClientCAs: c.Vertrouwd(), ClientAuth: tls.RequireAndVerifyClientCert, MinVersion: tls.VersionTLS12}, nil
}

// Client geeft de instelling van een client die zich met dit certificaat toont.
func (c *CA) Client(cert tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{cert}, RootCAs: c.Vertrouwd(), MinVersion: tls.VersionTLS12}
}

// Bestanden zijn de paden die in de instellingen van een gemeente horen.
type Bestanden struct{ Cert, Sleutel, CA string }

// Schrijf zet een certificaat, zijn sleutel en de uitgever als PEM in een map.
func (c *CA) Schrijf(folder, naam string, cert tls.Certificate) (Bestanden, error) {
	b := Bestanden{filepath.Join(folder, naam+".crt"), filepath.Join(folder, naam+".key"), filepath.Join(folder, "ca.crt")}
	sleutel, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey)
	if err != nil {
		return b, fmt.Errorf("sleutel opschrijven: %w", err)
	}
	for _, x := range []struct {
		pad, soort string
		inhoud     []byte
	}{{b.Cert, "CERTIFICATE", cert.Certificate[0]}, {b.Sleutel, "PRIVATE KEY", sleutel}, {b.CA, "CERTIFICATE", c.cert.Raw}} {
		if err := os.WriteFile(x.pad, pem.EncodeToMemory(&pem.Block{Type: x.soort, Bytes: x.inhoud}), 0o600); err != nil {
			return b, fmt.Errorf("%s opschrijven: %w", filepath.Base(x.pad), err)
		}
	}
	return b, nil
}
